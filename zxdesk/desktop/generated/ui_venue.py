# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'venue.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QGridLayout, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from zxdesk.desktop.forms.field_box import FieldBox

class Ui_VenueForm(object):
    def setupUi(self, VenueForm):
        if not VenueForm.objectName():
            VenueForm.setObjectName(u"VenueForm")
        self.bands_layout = QVBoxLayout(VenueForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(VenueForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.name = FieldBox(VenueForm)
        self.name.setObjectName(u"name")

        self.band_1_layout.addWidget(self.name, 1, 0, 1, 9)

        self.number = FieldBox(VenueForm)
        self.number.setObjectName(u"number")

        self.band_1_layout.addWidget(self.number, 1, 9, 1, 3)

        self.type = FieldBox(VenueForm)
        self.type.setObjectName(u"type")

        self.band_1_layout.addWidget(self.type, 2, 0, 1, 4)

        self.subtype = FieldBox(VenueForm)
        self.subtype.setObjectName(u"subtype")

        self.band_1_layout.addWidget(self.subtype, 2, 4, 1, 4)

        self.region = FieldBox(VenueForm)
        self.region.setObjectName(u"region")

        self.band_1_layout.addWidget(self.region, 2, 8, 1, 4)

        self.programmes = FieldBox(VenueForm)
        self.programmes.setObjectName(u"programmes")

        self.band_1_layout.addWidget(self.programmes, 3, 0, 1, 12)

        self.band_1_layout.setColumnStretch(0, 1)
        self.band_1_layout.setColumnStretch(1, 1)
        self.band_1_layout.setColumnStretch(2, 1)
        self.band_1_layout.setColumnStretch(3, 1)
        self.band_1_layout.setColumnStretch(4, 1)
        self.band_1_layout.setColumnStretch(5, 1)
        self.band_1_layout.setColumnStretch(6, 1)
        self.band_1_layout.setColumnStretch(7, 1)
        self.band_1_layout.setColumnStretch(8, 1)
        self.band_1_layout.setColumnStretch(9, 1)
        self.band_1_layout.setColumnStretch(10, 1)
        self.band_1_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_1_layout)

        self.band_2_layout = QGridLayout()
        self.band_2_layout.setObjectName(u"band_2_layout")
        self.band_2_layout.setHorizontalSpacing(0)
        self.band_2_layout.setVerticalSpacing(12)
        self.section_2_label = QLabel(VenueForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.leads = FieldBox(VenueForm)
        self.leads.setObjectName(u"leads")

        self.band_2_layout.addWidget(self.leads, 1, 0, 1, 12)

        self.team = FieldBox(VenueForm)
        self.team.setObjectName(u"team")

        self.band_2_layout.addWidget(self.team, 2, 0, 1, 12)

        self.band_2_layout.setColumnStretch(0, 1)
        self.band_2_layout.setColumnStretch(1, 1)
        self.band_2_layout.setColumnStretch(2, 1)
        self.band_2_layout.setColumnStretch(3, 1)
        self.band_2_layout.setColumnStretch(4, 1)
        self.band_2_layout.setColumnStretch(5, 1)
        self.band_2_layout.setColumnStretch(6, 1)
        self.band_2_layout.setColumnStretch(7, 1)
        self.band_2_layout.setColumnStretch(8, 1)
        self.band_2_layout.setColumnStretch(9, 1)
        self.band_2_layout.setColumnStretch(10, 1)
        self.band_2_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_2_layout)

        self.band_3_layout = QGridLayout()
        self.band_3_layout.setObjectName(u"band_3_layout")
        self.band_3_layout.setHorizontalSpacing(0)
        self.band_3_layout.setVerticalSpacing(12)
        self.section_3_label = QLabel(VenueForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.start = FieldBox(VenueForm)
        self.start.setObjectName(u"start")

        self.band_3_layout.addWidget(self.start, 1, 0, 1, 3)

        self.end = FieldBox(VenueForm)
        self.end.setObjectName(u"end")

        self.band_3_layout.addWidget(self.end, 1, 3, 1, 3)

        self.stars = FieldBox(VenueForm)
        self.stars.setObjectName(u"stars")

        self.band_3_layout.addWidget(self.stars, 1, 6, 1, 3)

        self.yearly_target = FieldBox(VenueForm)
        self.yearly_target.setObjectName(u"yearly_target")

        self.band_3_layout.addWidget(self.yearly_target, 1, 9, 1, 3)

        self.band_3_layout.setColumnStretch(0, 1)
        self.band_3_layout.setColumnStretch(1, 1)
        self.band_3_layout.setColumnStretch(2, 1)
        self.band_3_layout.setColumnStretch(3, 1)
        self.band_3_layout.setColumnStretch(4, 1)
        self.band_3_layout.setColumnStretch(5, 1)
        self.band_3_layout.setColumnStretch(6, 1)
        self.band_3_layout.setColumnStretch(7, 1)
        self.band_3_layout.setColumnStretch(8, 1)
        self.band_3_layout.setColumnStretch(9, 1)
        self.band_3_layout.setColumnStretch(10, 1)
        self.band_3_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_3_layout)

        self.bottom_spacer = QSpacerItem(20, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.bands_layout.addItem(self.bottom_spacer)


        self.retranslateUi(VenueForm)
    # setupUi

    def retranslateUi(self, VenueForm):
        self.section_1_label.setText(QCoreApplication.translate("VenueForm", u"\u9635\u5730", None))
        self.section_2_label.setText(QCoreApplication.translate("VenueForm", u"\u4eba\u5458", None))
        self.section_3_label.setText(QCoreApplication.translate("VenueForm", u"\u65f6\u95f4\u4e0e\u6307\u6807", None))
        pass
    # retranslateUi


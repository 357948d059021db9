# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'opinion.ui'
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

class Ui_OpinionForm(object):
    def setupUi(self, OpinionForm):
        if not OpinionForm.objectName():
            OpinionForm.setObjectName(u"OpinionForm")
        self.bands_layout = QVBoxLayout(OpinionForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(OpinionForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.title = FieldBox(OpinionForm)
        self.title.setObjectName(u"title")

        self.band_1_layout.addWidget(self.title, 1, 0, 1, 9)

        self.number = FieldBox(OpinionForm)
        self.number.setObjectName(u"number")

        self.band_1_layout.addWidget(self.number, 1, 9, 1, 3)

        self.topic = FieldBox(OpinionForm)
        self.topic.setObjectName(u"topic")

        self.band_1_layout.addWidget(self.topic, 2, 0, 1, 3)

        self.submitted_on = FieldBox(OpinionForm)
        self.submitted_on.setObjectName(u"submitted_on")

        self.band_1_layout.addWidget(self.submitted_on, 2, 3, 1, 3)

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
        self.section_2_label = QLabel(OpinionForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.reporters = FieldBox(OpinionForm)
        self.reporters.setObjectName(u"reporters")

        self.band_2_layout.addWidget(self.reporters, 1, 0, 1, 6)

        self.other_reporters = FieldBox(OpinionForm)
        self.other_reporters.setObjectName(u"other_reporters")

        self.band_2_layout.addWidget(self.other_reporters, 1, 6, 1, 6)

        self.reporting_units = FieldBox(OpinionForm)
        self.reporting_units.setObjectName(u"reporting_units")

        self.band_2_layout.addWidget(self.reporting_units, 2, 0, 1, 12)

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
        self.section_3_label = QLabel(OpinionForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.issue_id = FieldBox(OpinionForm)
        self.issue_id.setObjectName(u"issue_id")

        self.band_3_layout.addWidget(self.issue_id, 1, 0, 1, 3)

        self.reported_on = FieldBox(OpinionForm)
        self.reported_on.setObjectName(u"reported_on")

        self.band_3_layout.addWidget(self.reported_on, 1, 3, 1, 3)

        self.programmes = FieldBox(OpinionForm)
        self.programmes.setObjectName(u"programmes")

        self.band_3_layout.addWidget(self.programmes, 1, 6, 1, 6)

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

        self.band_4_layout = QGridLayout()
        self.band_4_layout.setObjectName(u"band_4_layout")
        self.band_4_layout.setHorizontalSpacing(0)
        self.band_4_layout.setVerticalSpacing(12)
        self.section_4_label = QLabel(OpinionForm)
        self.section_4_label.setObjectName(u"section_4_label")
        self.section_4_label.setProperty(u"role", u"section")

        self.band_4_layout.addWidget(self.section_4_label, 0, 0, 1, 12)

        self.text = FieldBox(OpinionForm)
        self.text.setObjectName(u"text")

        self.band_4_layout.addWidget(self.text, 1, 0, 1, 12)

        self.band_4_layout.setColumnStretch(0, 1)
        self.band_4_layout.setColumnStretch(1, 1)
        self.band_4_layout.setColumnStretch(2, 1)
        self.band_4_layout.setColumnStretch(3, 1)
        self.band_4_layout.setColumnStretch(4, 1)
        self.band_4_layout.setColumnStretch(5, 1)
        self.band_4_layout.setColumnStretch(6, 1)
        self.band_4_layout.setColumnStretch(7, 1)
        self.band_4_layout.setColumnStretch(8, 1)
        self.band_4_layout.setColumnStretch(9, 1)
        self.band_4_layout.setColumnStretch(10, 1)
        self.band_4_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_4_layout)

        self.bottom_spacer = QSpacerItem(20, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.bands_layout.addItem(self.bottom_spacer)


        self.retranslateUi(OpinionForm)
    # setupUi

    def retranslateUi(self, OpinionForm):
        self.section_1_label.setText(QCoreApplication.translate("OpinionForm", u"\u4fe1\u606f", None))
        self.section_2_label.setText(QCoreApplication.translate("OpinionForm", u"\u53cd\u6620", None))
        self.section_3_label.setText(QCoreApplication.translate("OpinionForm", u"\u7f16\u62a5", None))
        self.section_4_label.setText(QCoreApplication.translate("OpinionForm", u"\u6b63\u6587", None))
        pass
    # retranslateUi


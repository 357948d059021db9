# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'member.ui'
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

class Ui_MemberForm(object):
    def setupUi(self, MemberForm):
        if not MemberForm.objectName():
            MemberForm.setObjectName(u"MemberForm")
        self.bands_layout = QVBoxLayout(MemberForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(MemberForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.number = FieldBox(MemberForm)
        self.number.setObjectName(u"number")

        self.band_1_layout.addWidget(self.number, 1, 0, 1, 2)

        self.name = FieldBox(MemberForm)
        self.name.setObjectName(u"name")

        self.band_1_layout.addWidget(self.name, 1, 2, 1, 3)

        self.gender = FieldBox(MemberForm)
        self.gender.setObjectName(u"gender")

        self.band_1_layout.addWidget(self.gender, 1, 5, 1, 2)

        self.ethnicity = FieldBox(MemberForm)
        self.ethnicity.setObjectName(u"ethnicity")

        self.band_1_layout.addWidget(self.ethnicity, 1, 7, 1, 2)

        self.birth = FieldBox(MemberForm)
        self.birth.setObjectName(u"birth")

        self.band_1_layout.addWidget(self.birth, 1, 9, 1, 3)

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
        self.section_2_label = QLabel(MemberForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 5)

        self.political_status = FieldBox(MemberForm)
        self.political_status.setObjectName(u"political_status")

        self.band_2_layout.addWidget(self.political_status, 1, 0, 1, 3)

        self.party = FieldBox(MemberForm)
        self.party.setObjectName(u"party")

        self.band_2_layout.addWidget(self.party, 1, 3, 1, 2)

        self.section_3_label = QLabel(MemberForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_3_label, 0, 5, 1, 7)

        self.phone = FieldBox(MemberForm)
        self.phone.setObjectName(u"phone")

        self.band_2_layout.addWidget(self.phone, 1, 5, 1, 3)

        self.id_number = FieldBox(MemberForm)
        self.id_number.setObjectName(u"id_number")

        self.band_2_layout.addWidget(self.id_number, 1, 8, 1, 4)

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
        self.section_4_label = QLabel(MemberForm)
        self.section_4_label.setObjectName(u"section_4_label")
        self.section_4_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_4_label, 0, 0, 1, 12)

        self.programmes = FieldBox(MemberForm)
        self.programmes.setObjectName(u"programmes")

        self.band_3_layout.addWidget(self.programmes, 1, 0, 1, 12)

        self.note = FieldBox(MemberForm)
        self.note.setObjectName(u"note")

        self.band_3_layout.addWidget(self.note, 2, 0, 1, 12)

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


        self.retranslateUi(MemberForm)
    # setupUi

    def retranslateUi(self, MemberForm):
        self.section_1_label.setText(QCoreApplication.translate("MemberForm", u"\u57fa\u672c\u60c5\u51b5", None))
        self.section_2_label.setText(QCoreApplication.translate("MemberForm", u"\u653f\u6cbb\u9762\u8c8c", None))
        self.section_3_label.setText(QCoreApplication.translate("MemberForm", u"\u8054\u7cfb\u65b9\u5f0f", None))
        self.section_4_label.setText(QCoreApplication.translate("MemberForm", u"\u5176\u4ed6", None))
        pass
    # retranslateUi


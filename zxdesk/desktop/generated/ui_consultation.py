# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'consultation.ui'
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

class Ui_ConsultationForm(object):
    def setupUi(self, ConsultationForm):
        if not ConsultationForm.objectName():
            ConsultationForm.setObjectName(u"ConsultationForm")
        self.bands_layout = QVBoxLayout(ConsultationForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(ConsultationForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.topic = FieldBox(ConsultationForm)
        self.topic.setObjectName(u"topic")

        self.band_1_layout.addWidget(self.topic, 1, 0, 1, 9)

        self.number = FieldBox(ConsultationForm)
        self.number.setObjectName(u"number")

        self.band_1_layout.addWidget(self.number, 1, 9, 1, 3)

        self.year = FieldBox(ConsultationForm)
        self.year.setObjectName(u"year")

        self.band_1_layout.addWidget(self.year, 2, 0, 1, 2)

        self.category = FieldBox(ConsultationForm)
        self.category.setObjectName(u"category")

        self.band_1_layout.addWidget(self.category, 2, 2, 1, 3)

        self.form = FieldBox(ConsultationForm)
        self.form.setObjectName(u"form")

        self.band_1_layout.addWidget(self.form, 2, 5, 1, 4)

        self.origin = FieldBox(ConsultationForm)
        self.origin.setObjectName(u"origin")

        self.band_1_layout.addWidget(self.origin, 2, 9, 1, 3)

        self.parent_id = FieldBox(ConsultationForm)
        self.parent_id.setObjectName(u"parent_id")

        self.band_1_layout.addWidget(self.parent_id, 3, 0, 1, 12)

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
        self.section_2_label = QLabel(ConsultationForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.leader = FieldBox(ConsultationForm)
        self.leader.setObjectName(u"leader")

        self.band_2_layout.addWidget(self.leader, 1, 0, 1, 4)

        self.lead_units = FieldBox(ConsultationForm)
        self.lead_units.setObjectName(u"lead_units")

        self.band_2_layout.addWidget(self.lead_units, 1, 4, 1, 8)

        self.partners = FieldBox(ConsultationForm)
        self.partners.setObjectName(u"partners")

        self.band_2_layout.addWidget(self.partners, 2, 0, 1, 12)

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
        self.section_3_label = QLabel(ConsultationForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.planned_month = FieldBox(ConsultationForm)
        self.planned_month.setObjectName(u"planned_month")

        self.band_3_layout.addWidget(self.planned_month, 1, 0, 1, 4)

        self.stage = FieldBox(ConsultationForm)
        self.stage.setObjectName(u"stage")

        self.band_3_layout.addWidget(self.stage, 1, 4, 1, 4)

        self.reach = FieldBox(ConsultationForm)
        self.reach.setObjectName(u"reach")

        self.band_3_layout.addWidget(self.reach, 1, 8, 1, 4)

        self.programmes = FieldBox(ConsultationForm)
        self.programmes.setObjectName(u"programmes")

        self.band_3_layout.addWidget(self.programmes, 2, 0, 1, 12)

        self.note = FieldBox(ConsultationForm)
        self.note.setObjectName(u"note")

        self.band_3_layout.addWidget(self.note, 3, 0, 1, 12)

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


        self.retranslateUi(ConsultationForm)
    # setupUi

    def retranslateUi(self, ConsultationForm):
        self.section_1_label.setText(QCoreApplication.translate("ConsultationForm", u"\u8bae\u9898", None))
        self.section_2_label.setText(QCoreApplication.translate("ConsultationForm", u"\u7275\u5934\u4e0e\u53c2\u4e0e", None))
        self.section_3_label.setText(QCoreApplication.translate("ConsultationForm", u"\u8fdb\u5ea6", None))
        pass
    # retranslateUi


# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'event.ui'
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

class Ui_EventForm(object):
    def setupUi(self, EventForm):
        if not EventForm.objectName():
            EventForm.setObjectName(u"EventForm")
        self.bands_layout = QVBoxLayout(EventForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(EventForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.name = FieldBox(EventForm)
        self.name.setObjectName(u"name")

        self.band_1_layout.addWidget(self.name, 1, 0, 1, 9)

        self.number = FieldBox(EventForm)
        self.number.setObjectName(u"number")

        self.band_1_layout.addWidget(self.number, 1, 9, 1, 3)

        self.type = FieldBox(EventForm)
        self.type.setObjectName(u"type")

        self.band_1_layout.addWidget(self.type, 2, 0, 1, 3)

        self.mode = FieldBox(EventForm)
        self.mode.setObjectName(u"mode")

        self.band_1_layout.addWidget(self.mode, 2, 3, 1, 3)

        self.start = FieldBox(EventForm)
        self.start.setObjectName(u"start")

        self.band_1_layout.addWidget(self.start, 2, 6, 1, 3)

        self.end = FieldBox(EventForm)
        self.end.setObjectName(u"end")

        self.band_1_layout.addWidget(self.end, 2, 9, 1, 3)

        self.place = FieldBox(EventForm)
        self.place.setObjectName(u"place")

        self.band_1_layout.addWidget(self.place, 3, 0, 1, 9)

        self.state = FieldBox(EventForm)
        self.state.setObjectName(u"state")

        self.band_1_layout.addWidget(self.state, 3, 9, 1, 3)

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
        self.section_2_label = QLabel(EventForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.organisers = FieldBox(EventForm)
        self.organisers.setObjectName(u"organisers")

        self.band_2_layout.addWidget(self.organisers, 1, 0, 1, 6)

        self.venues = FieldBox(EventForm)
        self.venues.setObjectName(u"venues")

        self.band_2_layout.addWidget(self.venues, 1, 6, 1, 6)

        self.topics = FieldBox(EventForm)
        self.topics.setObjectName(u"topics")

        self.band_2_layout.addWidget(self.topics, 2, 0, 1, 6)

        self.programmes = FieldBox(EventForm)
        self.programmes.setObjectName(u"programmes")

        self.band_2_layout.addWidget(self.programmes, 2, 6, 1, 6)

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
        self.section_3_label = QLabel(EventForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.chair = FieldBox(EventForm)
        self.chair.setObjectName(u"chair")

        self.band_3_layout.addWidget(self.chair, 1, 0, 1, 3)

        self.recorder = FieldBox(EventForm)
        self.recorder.setObjectName(u"recorder")

        self.band_3_layout.addWidget(self.recorder, 1, 3, 1, 3)

        self.leaders = FieldBox(EventForm)
        self.leaders.setObjectName(u"leaders")

        self.band_3_layout.addWidget(self.leaders, 1, 6, 1, 6)

        self.sitting_in = FieldBox(EventForm)
        self.sitting_in.setObjectName(u"sitting_in")

        self.band_3_layout.addWidget(self.sitting_in, 2, 0, 1, 12)

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
        self.section_4_label = QLabel(EventForm)
        self.section_4_label.setObjectName(u"section_4_label")
        self.section_4_label.setProperty(u"role", u"section")

        self.band_4_layout.addWidget(self.section_4_label, 0, 0, 1, 12)

        self.public = FieldBox(EventForm)
        self.public.setObjectName(u"public")

        self.band_4_layout.addWidget(self.public, 1, 0, 1, 3)

        self.guests = FieldBox(EventForm)
        self.guests.setObjectName(u"guests")

        self.band_4_layout.addWidget(self.guests, 1, 3, 1, 3)

        self.remarks = FieldBox(EventForm)
        self.remarks.setObjectName(u"remarks")

        self.band_4_layout.addWidget(self.remarks, 1, 6, 1, 3)

        self.amount = FieldBox(EventForm)
        self.amount.setObjectName(u"amount")

        self.band_4_layout.addWidget(self.amount, 1, 9, 1, 3)

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

        self.band_5_layout = QGridLayout()
        self.band_5_layout.setObjectName(u"band_5_layout")
        self.band_5_layout.setHorizontalSpacing(0)
        self.band_5_layout.setVerticalSpacing(12)
        self.section_5_label = QLabel(EventForm)
        self.section_5_label.setObjectName(u"section_5_label")
        self.section_5_label.setProperty(u"role", u"section")

        self.band_5_layout.addWidget(self.section_5_label, 0, 0, 1, 12)

        self.minutes_number = FieldBox(EventForm)
        self.minutes_number.setObjectName(u"minutes_number")

        self.band_5_layout.addWidget(self.minutes_number, 1, 0, 1, 4)

        self.issued_on = FieldBox(EventForm)
        self.issued_on.setObjectName(u"issued_on")

        self.band_5_layout.addWidget(self.issued_on, 1, 4, 1, 4)

        self.agenda = FieldBox(EventForm)
        self.agenda.setObjectName(u"agenda")

        self.band_5_layout.addWidget(self.agenda, 2, 0, 1, 12)

        self.minutes = FieldBox(EventForm)
        self.minutes.setObjectName(u"minutes")

        self.band_5_layout.addWidget(self.minutes, 3, 0, 1, 12)

        self.band_5_layout.setColumnStretch(0, 1)
        self.band_5_layout.setColumnStretch(1, 1)
        self.band_5_layout.setColumnStretch(2, 1)
        self.band_5_layout.setColumnStretch(3, 1)
        self.band_5_layout.setColumnStretch(4, 1)
        self.band_5_layout.setColumnStretch(5, 1)
        self.band_5_layout.setColumnStretch(6, 1)
        self.band_5_layout.setColumnStretch(7, 1)
        self.band_5_layout.setColumnStretch(8, 1)
        self.band_5_layout.setColumnStretch(9, 1)
        self.band_5_layout.setColumnStretch(10, 1)
        self.band_5_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_5_layout)

        self.band_6_layout = QGridLayout()
        self.band_6_layout.setObjectName(u"band_6_layout")
        self.band_6_layout.setHorizontalSpacing(0)
        self.band_6_layout.setVerticalSpacing(12)
        self.section_6_label = QLabel(EventForm)
        self.section_6_label.setObjectName(u"section_6_label")
        self.section_6_label.setProperty(u"role", u"section")

        self.band_6_layout.addWidget(self.section_6_label, 0, 0, 1, 12)

        self.note = FieldBox(EventForm)
        self.note.setObjectName(u"note")

        self.band_6_layout.addWidget(self.note, 1, 0, 1, 12)

        self.band_6_layout.setColumnStretch(0, 1)
        self.band_6_layout.setColumnStretch(1, 1)
        self.band_6_layout.setColumnStretch(2, 1)
        self.band_6_layout.setColumnStretch(3, 1)
        self.band_6_layout.setColumnStretch(4, 1)
        self.band_6_layout.setColumnStretch(5, 1)
        self.band_6_layout.setColumnStretch(6, 1)
        self.band_6_layout.setColumnStretch(7, 1)
        self.band_6_layout.setColumnStretch(8, 1)
        self.band_6_layout.setColumnStretch(9, 1)
        self.band_6_layout.setColumnStretch(10, 1)
        self.band_6_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_6_layout)

        self.bottom_spacer = QSpacerItem(20, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.bands_layout.addItem(self.bottom_spacer)


        self.retranslateUi(EventForm)
    # setupUi

    def retranslateUi(self, EventForm):
        self.section_1_label.setText(QCoreApplication.translate("EventForm", u"\u57fa\u672c\u60c5\u51b5", None))
        self.section_2_label.setText(QCoreApplication.translate("EventForm", u"\u5f52\u5c5e", None))
        self.section_3_label.setText(QCoreApplication.translate("EventForm", u"\u4eba\u5458", None))
        self.section_4_label.setText(QCoreApplication.translate("EventForm", u"\u6210\u6548", None))
        self.section_5_label.setText(QCoreApplication.translate("EventForm", u"\u8bae\u7a0b\u4e0e\u7eaa\u8981", None))
        self.section_6_label.setText(QCoreApplication.translate("EventForm", u"\u5176\u4ed6", None))
        pass
    # retranslateUi


# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'service.ui'
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

class Ui_ServiceForm(object):
    def setupUi(self, ServiceForm):
        if not ServiceForm.objectName():
            ServiceForm.setObjectName(u"ServiceForm")
        self.bands_layout = QVBoxLayout(ServiceForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(ServiceForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.term = FieldBox(ServiceForm)
        self.term.setObjectName(u"term")

        self.band_1_layout.addWidget(self.term, 1, 0, 1, 2)

        self.sector_id = FieldBox(ServiceForm)
        self.sector_id.setObjectName(u"sector_id")

        self.band_1_layout.addWidget(self.sector_id, 1, 2, 1, 4)

        self.post = FieldBox(ServiceForm)
        self.post.setObjectName(u"post")

        self.band_1_layout.addWidget(self.post, 1, 6, 1, 6)

        self.committees = FieldBox(ServiceForm)
        self.committees.setObjectName(u"committees")

        self.band_1_layout.addWidget(self.committees, 2, 0, 1, 6)

        self.group_id = FieldBox(ServiceForm)
        self.group_id.setObjectName(u"group_id")

        self.band_1_layout.addWidget(self.group_id, 2, 6, 1, 3)

        self.branch_id = FieldBox(ServiceForm)
        self.branch_id.setObjectName(u"branch_id")

        self.band_1_layout.addWidget(self.branch_id, 2, 9, 1, 3)

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
        self.section_2_label = QLabel(ServiceForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.employer = FieldBox(ServiceForm)
        self.employer.setObjectName(u"employer")

        self.band_2_layout.addWidget(self.employer, 1, 0, 1, 6)

        self.job = FieldBox(ServiceForm)
        self.job.setObjectName(u"job")

        self.band_2_layout.addWidget(self.job, 1, 6, 1, 6)

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
        self.section_3_label = QLabel(ServiceForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.start = FieldBox(ServiceForm)
        self.start.setObjectName(u"start")

        self.band_3_layout.addWidget(self.start, 1, 0, 1, 4)

        self.end = FieldBox(ServiceForm)
        self.end.setObjectName(u"end")

        self.band_3_layout.addWidget(self.end, 1, 4, 1, 4)

        self.leaving = FieldBox(ServiceForm)
        self.leaving.setObjectName(u"leaving")

        self.band_3_layout.addWidget(self.leaving, 1, 8, 1, 4)

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


        self.retranslateUi(ServiceForm)
    # setupUi

    def retranslateUi(self, ServiceForm):
        self.section_1_label.setText(QCoreApplication.translate("ServiceForm", u"\u754c\u522b\u4e0e\u7ec4\u7ec7", None))
        self.section_2_label.setText(QCoreApplication.translate("ServiceForm", u"\u5de5\u4f5c\u5355\u4f4d", None))
        self.section_3_label.setText(QCoreApplication.translate("ServiceForm", u"\u4efb\u671f", None))
        pass
    # retranslateUi


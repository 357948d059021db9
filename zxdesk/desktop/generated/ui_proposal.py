# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'proposal.ui'
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

class Ui_ProposalForm(object):
    def setupUi(self, ProposalForm):
        if not ProposalForm.objectName():
            ProposalForm.setObjectName(u"ProposalForm")
        self.bands_layout = QVBoxLayout(ProposalForm)
        self.bands_layout.setSpacing(22)
        self.bands_layout.setObjectName(u"bands_layout")
        self.bands_layout.setContentsMargins(0, 0, 0, 0)
        self.band_1_layout = QGridLayout()
        self.band_1_layout.setObjectName(u"band_1_layout")
        self.band_1_layout.setHorizontalSpacing(0)
        self.band_1_layout.setVerticalSpacing(12)
        self.section_1_label = QLabel(ProposalForm)
        self.section_1_label.setObjectName(u"section_1_label")
        self.section_1_label.setProperty(u"role", u"section")

        self.band_1_layout.addWidget(self.section_1_label, 0, 0, 1, 12)

        self.subject = FieldBox(ProposalForm)
        self.subject.setObjectName(u"subject")

        self.band_1_layout.addWidget(self.subject, 1, 0, 1, 9)

        self.case_number = FieldBox(ProposalForm)
        self.case_number.setObjectName(u"case_number")

        self.band_1_layout.addWidget(self.case_number, 1, 9, 1, 3)

        self.term = FieldBox(ProposalForm)
        self.term.setObjectName(u"term")

        self.band_1_layout.addWidget(self.term, 2, 0, 1, 3)

        self.session = FieldBox(ProposalForm)
        self.session.setObjectName(u"session")

        self.band_1_layout.addWidget(self.session, 2, 3, 1, 3)

        self.serial = FieldBox(ProposalForm)
        self.serial.setObjectName(u"serial")

        self.band_1_layout.addWidget(self.serial, 2, 6, 1, 3)

        self.topic = FieldBox(ProposalForm)
        self.topic.setObjectName(u"topic")

        self.band_1_layout.addWidget(self.topic, 2, 9, 1, 3)

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
        self.section_2_label = QLabel(ProposalForm)
        self.section_2_label.setObjectName(u"section_2_label")
        self.section_2_label.setProperty(u"role", u"section")

        self.band_2_layout.addWidget(self.section_2_label, 0, 0, 1, 12)

        self.nature = FieldBox(ProposalForm)
        self.nature.setObjectName(u"nature")

        self.band_2_layout.addWidget(self.nature, 1, 0, 1, 3)

        self.first_signer_id = FieldBox(ProposalForm)
        self.first_signer_id.setObjectName(u"first_signer_id")

        self.band_2_layout.addWidget(self.first_signer_id, 1, 3, 1, 3)

        self.bodies = FieldBox(ProposalForm)
        self.bodies.setObjectName(u"bodies")

        self.band_2_layout.addWidget(self.bodies, 1, 6, 1, 6)

        self.joint_signers = FieldBox(ProposalForm)
        self.joint_signers.setObjectName(u"joint_signers")

        self.band_2_layout.addWidget(self.joint_signers, 2, 0, 1, 12)

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
        self.section_3_label = QLabel(ProposalForm)
        self.section_3_label.setObjectName(u"section_3_label")
        self.section_3_label.setProperty(u"role", u"section")

        self.band_3_layout.addWidget(self.section_3_label, 0, 0, 1, 12)

        self.submitted_on = FieldBox(ProposalForm)
        self.submitted_on.setObjectName(u"submitted_on")

        self.band_3_layout.addWidget(self.submitted_on, 1, 0, 1, 3)

        self.occasion = FieldBox(ProposalForm)
        self.occasion.setObjectName(u"occasion")

        self.band_3_layout.addWidget(self.occasion, 1, 3, 1, 3)

        self.conclusion = FieldBox(ProposalForm)
        self.conclusion.setObjectName(u"conclusion")

        self.band_3_layout.addWidget(self.conclusion, 1, 6, 1, 3)

        self.refusal = FieldBox(ProposalForm)
        self.refusal.setObjectName(u"refusal")

        self.band_3_layout.addWidget(self.refusal, 2, 0, 1, 6)

        self.merged_into_id = FieldBox(ProposalForm)
        self.merged_into_id.setObjectName(u"merged_into_id")

        self.band_3_layout.addWidget(self.merged_into_id, 2, 6, 1, 6)

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
        self.section_4_label = QLabel(ProposalForm)
        self.section_4_label.setObjectName(u"section_4_label")
        self.section_4_label.setProperty(u"role", u"section")

        self.band_4_layout.addWidget(self.section_4_label, 0, 0, 1, 12)

        self.leads = FieldBox(ProposalForm)
        self.leads.setObjectName(u"leads")

        self.band_4_layout.addWidget(self.leads, 1, 0, 1, 6)

        self.joints = FieldBox(ProposalForm)
        self.joints.setObjectName(u"joints")

        self.band_4_layout.addWidget(self.joints, 1, 6, 1, 6)

        self.separates = FieldBox(ProposalForm)
        self.separates.setObjectName(u"separates")

        self.band_4_layout.addWidget(self.separates, 2, 0, 1, 6)

        self.key_proposal = FieldBox(ProposalForm)
        self.key_proposal.setObjectName(u"key_proposal")

        self.band_4_layout.addWidget(self.key_proposal, 2, 6, 1, 3)

        self.supervisor = FieldBox(ProposalForm)
        self.supervisor.setObjectName(u"supervisor")

        self.band_4_layout.addWidget(self.supervisor, 2, 9, 1, 3)

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
        self.section_5_label = QLabel(ProposalForm)
        self.section_5_label.setObjectName(u"section_5_label")
        self.section_5_label.setProperty(u"role", u"section")

        self.band_5_layout.addWidget(self.section_5_label, 0, 0, 1, 12)

        self.assigned_on = FieldBox(ProposalForm)
        self.assigned_on.setObjectName(u"assigned_on")

        self.band_5_layout.addWidget(self.assigned_on, 1, 0, 1, 3)

        self.due_on = FieldBox(ProposalForm)
        self.due_on.setObjectName(u"due_on")

        self.band_5_layout.addWidget(self.due_on, 1, 3, 1, 3)

        self.replied_on = FieldBox(ProposalForm)
        self.replied_on.setObjectName(u"replied_on")

        self.band_5_layout.addWidget(self.replied_on, 1, 6, 1, 3)

        self.grade = FieldBox(ProposalForm)
        self.grade.setObjectName(u"grade")

        self.band_5_layout.addWidget(self.grade, 1, 9, 1, 3)

        self.reply_number = FieldBox(ProposalForm)
        self.reply_number.setObjectName(u"reply_number")

        self.band_5_layout.addWidget(self.reply_number, 2, 0, 1, 6)

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
        self.section_6_label = QLabel(ProposalForm)
        self.section_6_label.setObjectName(u"section_6_label")
        self.section_6_label.setProperty(u"role", u"section")

        self.band_6_layout.addWidget(self.section_6_label, 0, 0, 1, 12)

        self.attitude = FieldBox(ProposalForm)
        self.attitude.setObjectName(u"attitude")

        self.band_6_layout.addWidget(self.attitude, 1, 0, 1, 3)

        self.satisfaction = FieldBox(ProposalForm)
        self.satisfaction.setObjectName(u"satisfaction")

        self.band_6_layout.addWidget(self.satisfaction, 1, 3, 1, 3)

        self.feedback_on = FieldBox(ProposalForm)
        self.feedback_on.setObjectName(u"feedback_on")

        self.band_6_layout.addWidget(self.feedback_on, 1, 6, 1, 3)

        self.closed_on = FieldBox(ProposalForm)
        self.closed_on.setObjectName(u"closed_on")

        self.band_6_layout.addWidget(self.closed_on, 1, 9, 1, 3)

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

        self.band_7_layout = QGridLayout()
        self.band_7_layout.setObjectName(u"band_7_layout")
        self.band_7_layout.setHorizontalSpacing(0)
        self.band_7_layout.setVerticalSpacing(12)
        self.section_7_label = QLabel(ProposalForm)
        self.section_7_label.setObjectName(u"section_7_label")
        self.section_7_label.setProperty(u"role", u"section")

        self.band_7_layout.addWidget(self.section_7_label, 0, 0, 1, 12)

        self.text = FieldBox(ProposalForm)
        self.text.setObjectName(u"text")

        self.band_7_layout.addWidget(self.text, 1, 0, 1, 12)

        self.programmes = FieldBox(ProposalForm)
        self.programmes.setObjectName(u"programmes")

        self.band_7_layout.addWidget(self.programmes, 2, 0, 1, 12)

        self.band_7_layout.setColumnStretch(0, 1)
        self.band_7_layout.setColumnStretch(1, 1)
        self.band_7_layout.setColumnStretch(2, 1)
        self.band_7_layout.setColumnStretch(3, 1)
        self.band_7_layout.setColumnStretch(4, 1)
        self.band_7_layout.setColumnStretch(5, 1)
        self.band_7_layout.setColumnStretch(6, 1)
        self.band_7_layout.setColumnStretch(7, 1)
        self.band_7_layout.setColumnStretch(8, 1)
        self.band_7_layout.setColumnStretch(9, 1)
        self.band_7_layout.setColumnStretch(10, 1)
        self.band_7_layout.setColumnStretch(11, 1)

        self.bands_layout.addLayout(self.band_7_layout)

        self.bottom_spacer = QSpacerItem(20, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.bands_layout.addItem(self.bottom_spacer)


        self.retranslateUi(ProposalForm)
    # setupUi

    def retranslateUi(self, ProposalForm):
        self.section_1_label.setText(QCoreApplication.translate("ProposalForm", u"\u63d0\u6848", None))
        self.section_2_label.setText(QCoreApplication.translate("ProposalForm", u"\u63d0\u6848\u8005", None))
        self.section_3_label.setText(QCoreApplication.translate("ProposalForm", u"\u63d0\u4ea4\u4e0e\u5ba1\u67e5", None))
        self.section_4_label.setText(QCoreApplication.translate("ProposalForm", u"\u529e\u7406", None))
        self.section_5_label.setText(QCoreApplication.translate("ProposalForm", u"\u671f\u9650\u4e0e\u7b54\u590d", None))
        self.section_6_label.setText(QCoreApplication.translate("ProposalForm", u"\u53cd\u9988", None))
        self.section_7_label.setText(QCoreApplication.translate("ProposalForm", u"\u6b63\u6587", None))
        pass
    # retranslateUi


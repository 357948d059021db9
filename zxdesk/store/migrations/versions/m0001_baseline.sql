-- The schema of the first release, statement by statement.

CREATE TABLE committee (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    CONSTRAINT uq_committee_name UNIQUE (name)
);

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE step (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    at DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER,
    changes INTEGER DEFAULT '0' NOT NULL,
    hash TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_step_target FOREIGN KEY(target) REFERENCES step (no)
);

CREATE TABLE award (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    recipient TEXT NOT NULL,
    title TEXT NOT NULL,
    grantor TEXT,
    level TEXT,
    granted_on DATE NOT NULL,
    CONSTRAINT fk_award_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_award_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_award_granted_on ON award (granted_on);

CREATE INDEX ix_award_owner_id ON award (owner_id);

CREATE TABLE change (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    step_no INTEGER,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    parent_id INTEGER,
    "before" TEXT,
    "after" TEXT,
    before_digest TEXT,
    after_digest TEXT,
    CONSTRAINT fk_change_step_no FOREIGN KEY(step_no) REFERENCES step (no)
);

CREATE INDEX ix_change_parent ON change (kind, parent_id);

CREATE INDEX ix_change_record ON change (kind, record_id);

CREATE INDEX ix_change_row ON change (table_name, row_id);

CREATE INDEX ix_change_step_no ON change (step_no);

CREATE TABLE closing (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    table_number VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    first DATE NOT NULL,
    last DATE NOT NULL,
    step_no INTEGER NOT NULL,
    catalogue INTEGER NOT NULL,
    closed_at DATETIME NOT NULL,
    closed_by VARCHAR NOT NULL,
    reopened_at DATETIME,
    reopened_by VARCHAR,
    reason VARCHAR,
    CONSTRAINT fk_closing_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id)
);

CREATE INDEX ix_closing_owner_id ON closing (owner_id);

CREATE TABLE consultation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    year INTEGER NOT NULL,
    topic TEXT NOT NULL,
    category TEXT,
    form TEXT,
    origin TEXT,
    leader TEXT,
    parent_id INTEGER,
    planned_month TEXT,
    stage TEXT,
    reach TEXT,
    note TEXT,
    CONSTRAINT fk_consultation_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_consultation_parent_id FOREIGN KEY(parent_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT ck_consultation_category_listed CHECK (category IN ('协商', '民主监督', '视察', '调研')),
    CONSTRAINT ck_consultation_stage_listed CHECK (stage IN ('选题', '列入计划', '方案', '调研', '协商', '报送', '办理', '跟踪', '已完成', '归档', '未开展')),
    CONSTRAINT ck_consultation_reach_listed CHECK (reach IN ('本级', '联动')),
    CONSTRAINT uq_consultation_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_consultation_owner_id ON consultation (owner_id);

CREATE INDEX ix_consultation_parent_id ON consultation (parent_id);

CREATE TABLE document (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    action TEXT,
    issuer TEXT,
    words BIGINT,
    issued_on DATE NOT NULL,
    CONSTRAINT fk_document_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_document_action_listed CHECK (action IN ('制定', '修订')),
    CONSTRAINT ck_document_words_least CHECK (words >= 0),
    CONSTRAINT uq_document_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_document_issued_on ON document (issued_on);

CREATE INDEX ix_document_owner_id ON document (owner_id);

CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    start DATETIME NOT NULL,
    "end" DATETIME,
    place TEXT,
    state TEXT NOT NULL,
    public BIGINT,
    guests BIGINT,
    remarks BIGINT,
    amount FLOAT,
    chair TEXT,
    recorder TEXT,
    leaders TEXT,
    sitting_in TEXT,
    minutes_number TEXT,
    issued_on DATE,
    minutes TEXT,
    note TEXT,
    CONSTRAINT fk_event_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_event_mode_listed CHECK (mode IN ('线下', '线上', '线上线下')),
    CONSTRAINT ck_event_state_listed CHECK (state IN ('计划', '已举办', '取消')),
    CONSTRAINT ck_event_public_least CHECK (public >= 0),
    CONSTRAINT ck_event_guests_least CHECK (guests >= 0),
    CONSTRAINT ck_event_remarks_least CHECK (remarks >= 0),
    CONSTRAINT uq_event_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_event_owner_id ON event (owner_id);

CREATE INDEX ix_event_start ON event (start);

CREATE TABLE issue (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    number TEXT NOT NULL,
    CONSTRAINT fk_issue_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_issue_owner_id_year_number UNIQUE (owner_id, year, number)
);

CREATE INDEX ix_issue_owner_id ON issue (owner_id);

CREATE TABLE listed_value (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    list_name TEXT NOT NULL,
    value TEXT NOT NULL,
    position BIGINT NOT NULL,
    CONSTRAINT fk_listed_value_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_listed_value_position_least CHECK (position >= 0),
    CONSTRAINT uq_listed_value_owner_id_list_name_value UNIQUE (owner_id, list_name, value)
);

CREATE INDEX ix_listed_value_owner_id ON listed_value (owner_id);

CREATE TABLE media (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT,
    level TEXT,
    series TEXT,
    published_on DATE NOT NULL,
    CONSTRAINT fk_media_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_media_level_listed CHECK (level IN ('中央', '省级', '市级', '县级', '自有')),
    CONSTRAINT uq_media_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_media_owner_id ON media (owner_id);

CREATE INDEX ix_media_published_on ON media (published_on);

CREATE TABLE member (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    gender TEXT,
    ethnicity TEXT,
    birth TEXT,
    political_status TEXT,
    party TEXT,
    phone TEXT,
    id_number TEXT,
    note TEXT,
    CONSTRAINT fk_member_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_member_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_member_owner_id ON member (owner_id);

CREATE TABLE package (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    committee_id INTEGER NOT NULL,
    received BOOLEAN NOT NULL,
    period VARCHAR NOT NULL,
    first DATE NOT NULL,
    last DATE NOT NULL,
    number INTEGER NOT NULL,
    created DATETIME NOT NULL,
    handled_at DATETIME NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    manifest VARCHAR NOT NULL,
    removed_at DATETIME,
    removed_by VARCHAR,
    CONSTRAINT fk_package_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id)
);

CREATE INDEX ix_package_committee_id ON package (committee_id);

CREATE TABLE plenary_session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    term INTEGER NOT NULL,
    number INTEGER NOT NULL,
    opens DATE,
    closes DATE,
    CONSTRAINT fk_plenary_session_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_plenary_session_owner_id_term_number UNIQUE (owner_id, term, number)
);

CREATE INDEX ix_plenary_session_owner_id ON plenary_session (owner_id);

CREATE TABLE programme (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    parent_id INTEGER,
    description TEXT,
    yearly_target TEXT,
    CONSTRAINT fk_programme_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_programme_parent_id FOREIGN KEY(parent_id) REFERENCES programme (id) ON DELETE RESTRICT,
    CONSTRAINT uq_programme_owner_id_name UNIQUE (owner_id, name)
);

CREATE INDEX ix_programme_owner_id ON programme (owner_id);

CREATE INDEX ix_programme_parent_id ON programme (parent_id);

CREATE TABLE quota (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    expression TEXT NOT NULL,
    "each" TEXT NOT NULL,
    label TEXT,
    among TEXT,
    target BIGINT NOT NULL,
    span TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    note TEXT,
    CONSTRAINT fk_quota_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_quota_each_listed CHECK (each IN ('全体', '界别', '专委会', '活动组', '履职党支部', '民主党派', '人民团体', '承办单位', '品牌', '阵地', '委员')),
    CONSTRAINT ck_quota_target_least CHECK (target >= 1),
    CONSTRAINT ck_quota_span_listed CHECK (span IN ('年', '半年', '季', '月')),
    CONSTRAINT uq_quota_owner_id_name UNIQUE (owner_id, name)
);

CREATE INDEX ix_quota_owner_id ON quota (owner_id);

CREATE TABLE rating_scheme (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    note TEXT,
    CONSTRAINT fk_rating_scheme_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_rating_scheme_owner_id_name UNIQUE (owner_id, name)
);

CREATE INDEX ix_rating_scheme_owner_id ON rating_scheme (owner_id);

CREATE TABLE reporting_table (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    objects TEXT NOT NULL,
    landscape BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    note TEXT,
    CONSTRAINT fk_reporting_table_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_reporting_table_objects_listed CHECK (objects IN ('指标', '协商活动', '提案分类', '承办单位', '反映单位', '委员', '界别、专委会、活动组', '阵地')),
    CONSTRAINT ck_reporting_table_position_least CHECK (position >= 0),
    CONSTRAINT uq_reporting_table_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_reporting_table_owner_id ON reporting_table (owner_id);

CREATE TABLE saved_figure (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    expression TEXT NOT NULL,
    period TEXT,
    position BIGINT NOT NULL,
    CONSTRAINT fk_saved_figure_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT ck_saved_figure_position_least CHECK (position >= 0),
    CONSTRAINT uq_saved_figure_owner_id_name UNIQUE (owner_id, name)
);

CREATE INDEX ix_saved_figure_owner_id ON saved_figure (owner_id);

CREATE TABLE origin (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    here_id INTEGER NOT NULL,
    step_hash TEXT NOT NULL,
    there_id INTEGER NOT NULL,
    number_there TEXT DEFAULT '' NOT NULL,
    number_here TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_origin_kind_step_hash_there_id UNIQUE (kind, step_hash, there_id)
);

CREATE TABLE step_state (
    id INTEGER NOT NULL,
    step_no INTEGER,
    receiving BOOLEAN DEFAULT '0' NOT NULL,
    CONSTRAINT pk_step_state PRIMARY KEY (id),
    CONSTRAINT fk_step_state_step_no FOREIGN KEY(step_no) REFERENCES step (no)
);

CREATE TABLE unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    parent_id INTEGER,
    region TEXT,
    contact TEXT,
    phone TEXT,
    start TEXT,
    "end" TEXT,
    CONSTRAINT fk_unit_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_unit_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT ck_unit_category_listed CHECK (category IN ('界别', '专委会', '活动组', '履职党支部', '民主党派', '人民团体', '承办单位', '政协组织', '其他')),
    CONSTRAINT uq_unit_owner_id_category_name UNIQUE (owner_id, category, name)
);

CREATE INDEX ix_unit_owner_id ON unit (owner_id);

CREATE INDEX ix_unit_parent_id ON unit (parent_id);

CREATE TABLE venue (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    subtype TEXT,
    region TEXT,
    start TEXT,
    "end" TEXT,
    stars INTEGER,
    yearly_target TEXT,
    CONSTRAINT fk_venue_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT uq_venue_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_venue_owner_id ON venue (owner_id);

CREATE TABLE adoption (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    level TEXT NOT NULL,
    manner TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    CONSTRAINT fk_adoption_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_adoption_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) ON DELETE RESTRICT,
    CONSTRAINT ck_adoption_level_listed CHECK (level IN ('县', '市', '省', '全国')),
    CONSTRAINT ck_adoption_manner_listed CHECK (manner IN ('单篇', '综合')),
    CONSTRAINT uq_adoption_owner_id_issue_id_level_manner UNIQUE (owner_id, issue_id, level, manner)
);

CREATE INDEX ix_adoption_adopted_on ON adoption (adopted_on);

CREATE INDEX ix_adoption_issue_id ON adoption (issue_id);

CREATE INDEX ix_adoption_owner_id ON adoption (owner_id);

CREATE TABLE attendance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    capacity TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    CONSTRAINT fk_attendance_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_attendance_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT fk_attendance_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE RESTRICT,
    CONSTRAINT ck_attendance_capacity_listed CHECK (capacity IN ('应到', '列席', '授课', '主持', '牵头')),
    CONSTRAINT ck_attendance_status_listed CHECK (status IN ('出席', '请假', '缺席')),
    CONSTRAINT uq_attendance_owner_id_event_id_member_id UNIQUE (owner_id, event_id, member_id)
);

CREATE INDEX ix_attendance_event_id ON attendance (event_id);

CREATE INDEX ix_attendance_member_id ON attendance (member_id);

CREATE INDEX ix_attendance_owner_id ON attendance (owner_id);

CREATE TABLE award_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_award_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_award_programmes_record_id FOREIGN KEY(record_id) REFERENCES award (id) ON DELETE CASCADE,
    CONSTRAINT fk_award_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_award_programmes_target_id ON award_programmes (target_id);

CREATE TABLE closed_figure (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    closing_id INTEGER NOT NULL,
    row_number VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    expression VARCHAR NOT NULL,
    "column" VARCHAR NOT NULL,
    value FLOAT,
    record_kind VARCHAR NOT NULL,
    record_ids VARCHAR NOT NULL,
    CONSTRAINT fk_closed_figure_closing_id FOREIGN KEY(closing_id) REFERENCES closing (id)
);

CREATE INDEX ix_closed_figure_closing_id ON closed_figure (closing_id);

CREATE TABLE consultation_lead_units (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_consultation_lead_units_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_consultation_lead_units_record_id FOREIGN KEY(record_id) REFERENCES consultation (id) ON DELETE CASCADE,
    CONSTRAINT fk_consultation_lead_units_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_consultation_lead_units_target_id ON consultation_lead_units (target_id);

CREATE TABLE consultation_partners (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_consultation_partners_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_consultation_partners_record_id FOREIGN KEY(record_id) REFERENCES consultation (id) ON DELETE CASCADE,
    CONSTRAINT fk_consultation_partners_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_consultation_partners_target_id ON consultation_partners (target_id);

CREATE TABLE consultation_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_consultation_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_consultation_programmes_record_id FOREIGN KEY(record_id) REFERENCES consultation (id) ON DELETE CASCADE,
    CONSTRAINT fk_consultation_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_consultation_programmes_target_id ON consultation_programmes (target_id);

CREATE TABLE document_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_document_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_document_programmes_record_id FOREIGN KEY(record_id) REFERENCES document (id) ON DELETE CASCADE,
    CONSTRAINT fk_document_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_document_programmes_target_id ON document_programmes (target_id);

CREATE TABLE event_agenda (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    reporter TEXT,
    decision TEXT,
    responsible TEXT,
    due DATE,
    CONSTRAINT uq_event_agenda_record_id_position UNIQUE (record_id, position),
    CONSTRAINT fk_event_agenda_record_id FOREIGN KEY(record_id) REFERENCES event (id) ON DELETE CASCADE
);

CREATE TABLE event_organisers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_event_organisers_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_event_organisers_record_id FOREIGN KEY(record_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_organisers_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_organisers_target_id ON event_organisers (target_id);

CREATE TABLE event_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_event_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_event_programmes_record_id FOREIGN KEY(record_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_programmes_target_id ON event_programmes (target_id);

CREATE TABLE event_topics (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_event_topics_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_event_topics_record_id FOREIGN KEY(record_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_topics_target_id FOREIGN KEY(target_id) REFERENCES consultation (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_topics_target_id ON event_topics (target_id);

CREATE TABLE event_venues (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_event_venues_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_event_venues_record_id FOREIGN KEY(record_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_venues_target_id FOREIGN KEY(target_id) REFERENCES venue (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_venues_target_id ON event_venues (target_id);

CREATE TABLE media_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_media_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_media_programmes_record_id FOREIGN KEY(record_id) REFERENCES media (id) ON DELETE CASCADE,
    CONSTRAINT fk_media_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_media_programmes_target_id ON media_programmes (target_id);

CREATE TABLE member_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_member_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_member_programmes_record_id FOREIGN KEY(record_id) REFERENCES member (id) ON DELETE CASCADE,
    CONSTRAINT fk_member_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_member_programmes_target_id ON member_programmes (target_id);

CREATE TABLE opinion (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT,
    other_reporters TEXT,
    submitted_on DATE NOT NULL,
    topic TEXT,
    issue_id INTEGER,
    reported_on DATE,
    CONSTRAINT fk_opinion_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_opinion_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) ON DELETE RESTRICT,
    CONSTRAINT uq_opinion_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_opinion_issue_id ON opinion (issue_id);

CREATE INDEX ix_opinion_owner_id ON opinion (owner_id);

CREATE INDEX ix_opinion_submitted_on ON opinion (submitted_on);

CREATE TABLE plenary_session_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_plenary_session_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_plenary_session_programmes_record_id FOREIGN KEY(record_id) REFERENCES plenary_session (id) ON DELETE CASCADE,
    CONSTRAINT fk_plenary_session_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_plenary_session_programmes_target_id ON plenary_session_programmes (target_id);

CREATE TABLE product (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    source_event_id INTEGER,
    source_topic_id INTEGER,
    sent_to TEXT,
    sent_on DATE NOT NULL,
    CONSTRAINT fk_product_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_product_source_event_id FOREIGN KEY(source_event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_source_topic_id FOREIGN KEY(source_topic_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT ck_product_source_one CHECK ((source_event_id IS NOT NULL) + (source_topic_id IS NOT NULL) <= 1),
    CONSTRAINT uq_product_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_product_owner_id ON product (owner_id);

CREATE INDEX ix_product_sent_on ON product (sent_on);

CREATE INDEX ix_product_source_event_id ON product (source_event_id);

CREATE INDEX ix_product_source_topic_id ON product (source_topic_id);

CREATE TABLE project (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    sector_id INTEGER,
    region TEXT,
    type TEXT,
    start DATE NOT NULL,
    public BIGINT,
    CONSTRAINT fk_project_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_project_sector_id FOREIGN KEY(sector_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT ck_project_public_least CHECK (public >= 0),
    CONSTRAINT uq_project_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_project_owner_id ON project (owner_id);

CREATE INDEX ix_project_sector_id ON project (sector_id);

CREATE INDEX ix_project_start ON project (start);

CREATE TABLE proposal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    term INTEGER NOT NULL,
    session INTEGER NOT NULL,
    serial TEXT NOT NULL,
    case_number TEXT,
    subject TEXT NOT NULL,
    text TEXT,
    topic TEXT,
    nature TEXT,
    first_signer_id INTEGER,
    submitted_on DATE NOT NULL,
    occasion TEXT,
    conclusion TEXT NOT NULL,
    refusal TEXT,
    merged_into_id INTEGER,
    key_proposal BOOLEAN NOT NULL,
    supervisor TEXT,
    assigned_on DATE,
    due_on DATE,
    replied_on DATE,
    reply_number TEXT,
    grade TEXT,
    attitude TEXT,
    satisfaction TEXT,
    feedback_on DATE,
    closed_on DATE,
    CONSTRAINT fk_proposal_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_proposal_first_signer_id FOREIGN KEY(first_signer_id) REFERENCES member (id) ON DELETE RESTRICT,
    CONSTRAINT fk_proposal_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES proposal (id) ON DELETE RESTRICT,
    CONSTRAINT ck_proposal_nature_listed CHECK (nature IN ('个人', '联名', '集体')),
    CONSTRAINT ck_proposal_occasion_listed CHECK (occasion IN ('大会', '平时')),
    CONSTRAINT ck_proposal_conclusion_listed CHECK (conclusion IN ('待审查', '立案', '不予立案', '并案', '转社情民意', '退回', '撤案')),
    CONSTRAINT ck_proposal_grade_listed CHECK (grade IN ('A', 'B', 'C', 'D')),
    CONSTRAINT ck_proposal_attitude_listed CHECK (attitude IN ('满意', '基本满意', '不满意')),
    CONSTRAINT ck_proposal_satisfaction_listed CHECK (satisfaction IN ('满意', '基本满意', '不满意')),
    CONSTRAINT uq_proposal_owner_id_term_session_serial UNIQUE (owner_id, term, session, serial)
);

CREATE INDEX ix_proposal_first_signer_id ON proposal (first_signer_id);

CREATE INDEX ix_proposal_merged_into_id ON proposal (merged_into_id);

CREATE INDEX ix_proposal_owner_id ON proposal (owner_id);

CREATE INDEX ix_proposal_submitted_on ON proposal (submitted_on);

CREATE TABLE rating (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    venue_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    scheme_id INTEGER,
    total BIGINT,
    stars INTEGER,
    rated_by TEXT,
    rated_on DATE,
    note TEXT,
    CONSTRAINT fk_rating_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_rating_venue_id FOREIGN KEY(venue_id) REFERENCES venue (id) ON DELETE RESTRICT,
    CONSTRAINT fk_rating_scheme_id FOREIGN KEY(scheme_id) REFERENCES rating_scheme (id) ON DELETE RESTRICT,
    CONSTRAINT ck_rating_total_least CHECK (total >= 0),
    CONSTRAINT uq_rating_owner_id_venue_id_year UNIQUE (owner_id, venue_id, year)
);

CREATE INDEX ix_rating_owner_id ON rating (owner_id);

CREATE INDEX ix_rating_scheme_id ON rating (scheme_id);

CREATE INDEX ix_rating_venue_id ON rating (venue_id);

CREATE TABLE rating_scheme_items (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    maximum BIGINT,
    expression TEXT,
    "each" BIGINT,
    CONSTRAINT uq_rating_scheme_items_record_id_position UNIQUE (record_id, position),
    CONSTRAINT fk_rating_scheme_items_record_id FOREIGN KEY(record_id) REFERENCES rating_scheme (id) ON DELETE CASCADE
);

CREATE TABLE rating_scheme_thresholds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stars INTEGER NOT NULL,
    least BIGINT,
    CONSTRAINT uq_rating_scheme_thresholds_record_id_position UNIQUE (record_id, position),
    CONSTRAINT fk_rating_scheme_thresholds_record_id FOREIGN KEY(record_id) REFERENCES rating_scheme (id) ON DELETE CASCADE
);

CREATE TABLE reporting_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    table_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    position BIGINT NOT NULL,
    "group" TEXT,
    label TEXT NOT NULL,
    expression TEXT,
    binding TEXT,
    note TEXT,
    CONSTRAINT fk_reporting_row_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_reporting_row_table_id FOREIGN KEY(table_id) REFERENCES reporting_table (id) ON DELETE CASCADE,
    CONSTRAINT ck_reporting_row_position_least CHECK (position >= 0),
    CONSTRAINT uq_reporting_row_owner_id_table_id_number UNIQUE (owner_id, table_id, number)
);

CREATE INDEX ix_reporting_row_owner_id ON reporting_row (owner_id);

CREATE INDEX ix_reporting_row_table_id ON reporting_row (table_id);

CREATE TABLE service (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    term INTEGER,
    sector_id INTEGER,
    group_id INTEGER,
    branch_id INTEGER,
    post TEXT,
    employer TEXT,
    job TEXT,
    start TEXT,
    "end" TEXT,
    leaving TEXT,
    CONSTRAINT fk_service_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_service_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE,
    CONSTRAINT fk_service_sector_id FOREIGN KEY(sector_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT fk_service_group_id FOREIGN KEY(group_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT fk_service_branch_id FOREIGN KEY(branch_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT uq_service_owner_id_member_id_term_start UNIQUE (owner_id, member_id, term, start)
);

CREATE INDEX ix_service_branch_id ON service (branch_id);

CREATE INDEX ix_service_group_id ON service (group_id);

CREATE INDEX ix_service_member_id ON service (member_id);

CREATE INDEX ix_service_owner_id ON service (owner_id);

CREATE INDEX ix_service_sector_id ON service (sector_id);

CREATE TABLE speech (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    event_id INTEGER,
    title TEXT NOT NULL,
    other_speakers TEXT,
    form TEXT,
    given_on DATE NOT NULL,
    CONSTRAINT fk_speech_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_speech_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT ck_speech_form_listed CHECK (form IN ('口头', '书面')),
    CONSTRAINT uq_speech_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_speech_event_id ON speech (event_id);

CREATE INDEX ix_speech_given_on ON speech (given_on);

CREATE INDEX ix_speech_owner_id ON speech (owner_id);

CREATE TABLE suggestion (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    source_event_id INTEGER,
    source_topic_id INTEGER,
    content TEXT NOT NULL,
    raised_by TEXT,
    raised_on DATE,
    valid BOOLEAN NOT NULL,
    uptake TEXT,
    result TEXT,
    CONSTRAINT fk_suggestion_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_suggestion_source_event_id FOREIGN KEY(source_event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_suggestion_source_topic_id FOREIGN KEY(source_topic_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT ck_suggestion_uptake_listed CHECK (uptake IN ('研究中', '采纳', '部分采纳', '未采纳')),
    CONSTRAINT ck_suggestion_source_one CHECK ((source_event_id IS NOT NULL) + (source_topic_id IS NOT NULL) = 1),
    CONSTRAINT uq_suggestion_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_suggestion_owner_id ON suggestion (owner_id);

CREATE INDEX ix_suggestion_source_event_id ON suggestion (source_event_id);

CREATE INDEX ix_suggestion_source_topic_id ON suggestion (source_topic_id);

CREATE TABLE unit_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_unit_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_unit_programmes_record_id FOREIGN KEY(record_id) REFERENCES unit (id) ON DELETE CASCADE,
    CONSTRAINT fk_unit_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_unit_programmes_target_id ON unit_programmes (target_id);

CREATE TABLE venue_leads (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_venue_leads_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_venue_leads_record_id FOREIGN KEY(record_id) REFERENCES venue (id) ON DELETE CASCADE,
    CONSTRAINT fk_venue_leads_target_id FOREIGN KEY(target_id) REFERENCES member (id) ON DELETE RESTRICT
);

CREATE INDEX ix_venue_leads_target_id ON venue_leads (target_id);

CREATE TABLE venue_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_venue_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_venue_programmes_record_id FOREIGN KEY(record_id) REFERENCES venue (id) ON DELETE CASCADE,
    CONSTRAINT fk_venue_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_venue_programmes_target_id ON venue_programmes (target_id);

CREATE TABLE venue_team (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_venue_team_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_venue_team_record_id FOREIGN KEY(record_id) REFERENCES venue (id) ON DELETE CASCADE,
    CONSTRAINT fk_venue_team_target_id FOREIGN KEY(target_id) REFERENCES member (id) ON DELETE RESTRICT
);

CREATE INDEX ix_venue_team_target_id ON venue_team (target_id);

CREATE TABLE adoption_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_adoption_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_adoption_programmes_record_id FOREIGN KEY(record_id) REFERENCES adoption (id) ON DELETE CASCADE,
    CONSTRAINT fk_adoption_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_adoption_programmes_target_id ON adoption_programmes (target_id);

CREATE TABLE attendance_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_attendance_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_attendance_programmes_record_id FOREIGN KEY(record_id) REFERENCES attendance (id) ON DELETE CASCADE,
    CONSTRAINT fk_attendance_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_attendance_programmes_target_id ON attendance_programmes (target_id);

CREATE TABLE feedback (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    attitude TEXT,
    satisfaction TEXT,
    given_on DATE,
    opinion TEXT,
    CONSTRAINT fk_feedback_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_feedback_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id) ON DELETE CASCADE,
    CONSTRAINT fk_feedback_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE RESTRICT,
    CONSTRAINT ck_feedback_attitude_listed CHECK (attitude IN ('满意', '基本满意', '不满意')),
    CONSTRAINT ck_feedback_satisfaction_listed CHECK (satisfaction IN ('满意', '基本满意', '不满意')),
    CONSTRAINT uq_feedback_owner_id_proposal_id_member_id_given_on UNIQUE (owner_id, proposal_id, member_id, given_on)
);

CREATE INDEX ix_feedback_member_id ON feedback (member_id);

CREATE INDEX ix_feedback_owner_id ON feedback (owner_id);

CREATE INDEX ix_feedback_proposal_id ON feedback (proposal_id);

CREATE TABLE handling (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    assigned_on DATE,
    received_on DATE,
    due_on DATE,
    extended_to DATE,
    extension_reason TEXT,
    replied_on DATE,
    reply_number TEXT,
    grade TEXT,
    CONSTRAINT fk_handling_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_handling_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id) ON DELETE CASCADE,
    CONSTRAINT fk_handling_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE RESTRICT,
    CONSTRAINT ck_handling_role_listed CHECK (role IN ('主办', '会办', '分办')),
    CONSTRAINT ck_handling_grade_listed CHECK (grade IN ('A', 'B', 'C', 'D')),
    CONSTRAINT uq_handling_owner_id_proposal_id_unit_id UNIQUE (owner_id, proposal_id, unit_id)
);

CREATE INDEX ix_handling_owner_id ON handling (owner_id);

CREATE INDEX ix_handling_proposal_id ON handling (proposal_id);

CREATE INDEX ix_handling_unit_id ON handling (unit_id);

CREATE TABLE instruction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    target_product_id INTEGER,
    target_opinion_id INTEGER,
    target_proposal_id INTEGER,
    target_topic_id INTEGER,
    leader TEXT NOT NULL,
    rank TEXT NOT NULL,
    given_on DATE NOT NULL,
    content TEXT,
    follow_up TEXT,
    CONSTRAINT fk_instruction_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_instruction_target_product_id FOREIGN KEY(target_product_id) REFERENCES product (id) ON DELETE RESTRICT,
    CONSTRAINT fk_instruction_target_opinion_id FOREIGN KEY(target_opinion_id) REFERENCES opinion (id) ON DELETE RESTRICT,
    CONSTRAINT fk_instruction_target_proposal_id FOREIGN KEY(target_proposal_id) REFERENCES proposal (id) ON DELETE RESTRICT,
    CONSTRAINT fk_instruction_target_topic_id FOREIGN KEY(target_topic_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT ck_instruction_rank_listed CHECK (rank IN ('县主要领导', '县领导', '市主要领导', '市领导', '省领导', '国家领导')),
    CONSTRAINT ck_instruction_target_one CHECK ((target_product_id IS NOT NULL) + (target_opinion_id IS NOT NULL) + (target_proposal_id IS NOT NULL) + (target_topic_id IS NOT NULL) = 1),
    CONSTRAINT uq_instruction_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_instruction_given_on ON instruction (given_on);

CREATE INDEX ix_instruction_owner_id ON instruction (owner_id);

CREATE INDEX ix_instruction_target_opinion_id ON instruction (target_opinion_id);

CREATE INDEX ix_instruction_target_product_id ON instruction (target_product_id);

CREATE INDEX ix_instruction_target_proposal_id ON instruction (target_proposal_id);

CREATE INDEX ix_instruction_target_topic_id ON instruction (target_topic_id);

CREATE TABLE opinion_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_opinion_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_opinion_programmes_record_id FOREIGN KEY(record_id) REFERENCES opinion (id) ON DELETE CASCADE,
    CONSTRAINT fk_opinion_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_opinion_programmes_target_id ON opinion_programmes (target_id);

CREATE TABLE opinion_reporters (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_opinion_reporters_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_opinion_reporters_record_id FOREIGN KEY(record_id) REFERENCES opinion (id) ON DELETE CASCADE,
    CONSTRAINT fk_opinion_reporters_target_id FOREIGN KEY(target_id) REFERENCES member (id) ON DELETE RESTRICT
);

CREATE INDEX ix_opinion_reporters_target_id ON opinion_reporters (target_id);

CREATE TABLE opinion_reporting_units (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_opinion_reporting_units_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_opinion_reporting_units_record_id FOREIGN KEY(record_id) REFERENCES opinion (id) ON DELETE CASCADE,
    CONSTRAINT fk_opinion_reporting_units_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_opinion_reporting_units_target_id ON opinion_reporting_units (target_id);

CREATE TABLE problem (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    source_event_id INTEGER,
    source_topic_id INTEGER,
    source_project_id INTEGER,
    content TEXT NOT NULL,
    theme TEXT,
    state TEXT,
    solved_on DATE,
    CONSTRAINT fk_problem_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_problem_source_event_id FOREIGN KEY(source_event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_problem_source_topic_id FOREIGN KEY(source_topic_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT fk_problem_source_project_id FOREIGN KEY(source_project_id) REFERENCES project (id) ON DELETE RESTRICT,
    CONSTRAINT ck_problem_state_listed CHECK (state IN ('已登记', '推动中', '已解决', '暂不能解决')),
    CONSTRAINT ck_problem_source_one CHECK ((source_event_id IS NOT NULL) + (source_topic_id IS NOT NULL) + (source_project_id IS NOT NULL) = 1),
    CONSTRAINT uq_problem_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_problem_owner_id ON problem (owner_id);

CREATE INDEX ix_problem_source_event_id ON problem (source_event_id);

CREATE INDEX ix_problem_source_project_id ON problem (source_project_id);

CREATE INDEX ix_problem_source_topic_id ON problem (source_topic_id);

CREATE TABLE product_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_product_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_product_programmes_record_id FOREIGN KEY(record_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_product_programmes_target_id ON product_programmes (target_id);

CREATE TABLE project_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_project_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_project_programmes_record_id FOREIGN KEY(record_id) REFERENCES project (id) ON DELETE CASCADE,
    CONSTRAINT fk_project_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_project_programmes_target_id ON project_programmes (target_id);

CREATE TABLE proposal_bodies (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_proposal_bodies_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_proposal_bodies_record_id FOREIGN KEY(record_id) REFERENCES proposal (id) ON DELETE CASCADE,
    CONSTRAINT fk_proposal_bodies_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_proposal_bodies_target_id ON proposal_bodies (target_id);

CREATE TABLE proposal_joint_signers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_proposal_joint_signers_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_proposal_joint_signers_record_id FOREIGN KEY(record_id) REFERENCES proposal (id) ON DELETE CASCADE,
    CONSTRAINT fk_proposal_joint_signers_target_id FOREIGN KEY(target_id) REFERENCES member (id) ON DELETE RESTRICT
);

CREATE INDEX ix_proposal_joint_signers_target_id ON proposal_joint_signers (target_id);

CREATE TABLE proposal_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_proposal_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_proposal_programmes_record_id FOREIGN KEY(record_id) REFERENCES proposal (id) ON DELETE CASCADE,
    CONSTRAINT fk_proposal_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_proposal_programmes_target_id ON proposal_programmes (target_id);

CREATE TABLE rating_points (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    points BIGINT,
    evidence TEXT,
    CONSTRAINT uq_rating_points_record_id_position UNIQUE (record_id, position),
    CONSTRAINT fk_rating_points_record_id FOREIGN KEY(record_id) REFERENCES rating (id) ON DELETE CASCADE
);

CREATE TABLE service_committees (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_service_committees_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_service_committees_record_id FOREIGN KEY(record_id) REFERENCES service (id) ON DELETE CASCADE,
    CONSTRAINT fk_service_committees_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_service_committees_target_id ON service_committees (target_id);

CREATE TABLE speech_bodies (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_speech_bodies_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_speech_bodies_record_id FOREIGN KEY(record_id) REFERENCES speech (id) ON DELETE CASCADE,
    CONSTRAINT fk_speech_bodies_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_speech_bodies_target_id ON speech_bodies (target_id);

CREATE TABLE speech_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_speech_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_speech_programmes_record_id FOREIGN KEY(record_id) REFERENCES speech (id) ON DELETE CASCADE,
    CONSTRAINT fk_speech_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_speech_programmes_target_id ON speech_programmes (target_id);

CREATE TABLE speech_speakers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_speech_speakers_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_speech_speakers_record_id FOREIGN KEY(record_id) REFERENCES speech (id) ON DELETE CASCADE,
    CONSTRAINT fk_speech_speakers_target_id FOREIGN KEY(target_id) REFERENCES member (id) ON DELETE RESTRICT
);

CREATE INDEX ix_speech_speakers_target_id ON speech_speakers (target_id);

CREATE TABLE suggestion_handlers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_suggestion_handlers_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_suggestion_handlers_record_id FOREIGN KEY(record_id) REFERENCES suggestion (id) ON DELETE CASCADE,
    CONSTRAINT fk_suggestion_handlers_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_suggestion_handlers_target_id ON suggestion_handlers (target_id);

CREATE TABLE suggestion_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_suggestion_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_suggestion_programmes_record_id FOREIGN KEY(record_id) REFERENCES suggestion (id) ON DELETE CASCADE,
    CONSTRAINT fk_suggestion_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_suggestion_programmes_target_id ON suggestion_programmes (target_id);

CREATE TABLE feedback_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_feedback_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_feedback_programmes_record_id FOREIGN KEY(record_id) REFERENCES feedback (id) ON DELETE CASCADE,
    CONSTRAINT fk_feedback_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_feedback_programmes_target_id ON feedback_programmes (target_id);

CREATE TABLE handling_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_handling_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_handling_programmes_record_id FOREIGN KEY(record_id) REFERENCES handling (id) ON DELETE CASCADE,
    CONSTRAINT fk_handling_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_handling_programmes_target_id ON handling_programmes (target_id);

CREATE TABLE instruction_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_instruction_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_instruction_programmes_record_id FOREIGN KEY(record_id) REFERENCES instruction (id) ON DELETE CASCADE,
    CONSTRAINT fk_instruction_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_instruction_programmes_target_id ON instruction_programmes (target_id);

CREATE TABLE problem_handlers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_problem_handlers_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_problem_handlers_record_id FOREIGN KEY(record_id) REFERENCES problem (id) ON DELETE CASCADE,
    CONSTRAINT fk_problem_handlers_target_id FOREIGN KEY(target_id) REFERENCES unit (id) ON DELETE RESTRICT
);

CREATE INDEX ix_problem_handlers_target_id ON problem_handlers (target_id);

CREATE TABLE problem_programmes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_problem_programmes_record_id_target_id UNIQUE (record_id, target_id),
    CONSTRAINT fk_problem_programmes_record_id FOREIGN KEY(record_id) REFERENCES problem (id) ON DELETE CASCADE,
    CONSTRAINT fk_problem_programmes_target_id FOREIGN KEY(target_id) REFERENCES programme (id) ON DELETE RESTRICT
);

CREATE INDEX ix_problem_programmes_target_id ON problem_programmes (target_id);

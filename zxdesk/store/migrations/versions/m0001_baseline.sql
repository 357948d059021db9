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

CREATE TABLE problem (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    source_event_id INTEGER,
    source_topic_id INTEGER,
    content TEXT NOT NULL,
    theme TEXT,
    state TEXT,
    solved_on DATE,
    CONSTRAINT fk_problem_owner_id FOREIGN KEY(owner_id) REFERENCES committee (id),
    CONSTRAINT fk_problem_source_event_id FOREIGN KEY(source_event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_problem_source_topic_id FOREIGN KEY(source_topic_id) REFERENCES consultation (id) ON DELETE RESTRICT,
    CONSTRAINT ck_problem_state_listed CHECK (state IN ('已登记', '推动中', '已解决', '暂不能解决')),
    CONSTRAINT ck_problem_source_one CHECK ((source_event_id IS NOT NULL) + (source_topic_id IS NOT NULL) = 1),
    CONSTRAINT uq_problem_owner_id_number UNIQUE (owner_id, number)
);

CREATE INDEX ix_problem_owner_id ON problem (owner_id);

CREATE INDEX ix_problem_source_event_id ON problem (source_event_id);

CREATE INDEX ix_problem_source_topic_id ON problem (source_topic_id);

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

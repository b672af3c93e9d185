BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('v3.2.0.a');
CREATE TABLE studies (
	study_id INTEGER NOT NULL, 
	study_name VARCHAR(512) NOT NULL, 
	PRIMARY KEY (study_id)
);
INSERT INTO "studies" VALUES(1,'first');
INSERT INTO "studies" VALUES(2,'second');
CREATE TABLE study_directions (
	study_direction_id INTEGER NOT NULL, 
	direction VARCHAR(8) NOT NULL, 
	study_id INTEGER NOT NULL, 
	objective INTEGER NOT NULL, 
	PRIMARY KEY (study_direction_id), 
	UNIQUE (study_id, objective), 
	FOREIGN KEY(study_id) REFERENCES studies (study_id)
);
INSERT INTO "study_directions" VALUES(1,'MINIMIZE',1,0);
INSERT INTO "study_directions" VALUES(2,'MAXIMIZE',2,0);
INSERT INTO "study_directions" VALUES(3,'MINIMIZE',2,1);
CREATE TABLE study_system_attributes (
	study_system_attribute_id INTEGER NOT NULL, 
	study_id INTEGER, 
	"key" VARCHAR(512), 
	value_json TEXT, 
	PRIMARY KEY (study_system_attribute_id), 
	UNIQUE (study_id, "key"), 
	FOREIGN KEY(study_id) REFERENCES studies (study_id)
);
CREATE TABLE study_user_attributes (
	study_user_attribute_id INTEGER NOT NULL, 
	study_id INTEGER, 
	"key" VARCHAR(512), 
	value_json TEXT, 
	PRIMARY KEY (study_user_attribute_id), 
	UNIQUE (study_id, "key"), 
	FOREIGN KEY(study_id) REFERENCES studies (study_id)
);
CREATE TABLE trial_heartbeats (
	trial_heartbeat_id INTEGER NOT NULL, 
	trial_id INTEGER NOT NULL, 
	heartbeat DATETIME NOT NULL, 
	PRIMARY KEY (trial_heartbeat_id), 
	UNIQUE (trial_id), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
CREATE TABLE trial_intermediate_values (
	trial_intermediate_value_id INTEGER NOT NULL, 
	trial_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	intermediate_value FLOAT, 
	intermediate_value_type VARCHAR(7) NOT NULL, 
	PRIMARY KEY (trial_intermediate_value_id), 
	UNIQUE (trial_id, step), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
INSERT INTO "trial_intermediate_values" VALUES(1,1,0,1.78264971513869487258e-03,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(2,1,1,3.56529943027738974517e-03,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(3,1,2,5.3479491454160848346e-03,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(4,2,0,3.62060072574474085642e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(5,2,1,7.24120145148948171284e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(6,2,2,1.0861802177234221485e-03,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(7,3,0,4.1054120168588934198e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(8,3,1,8.2108240337177868396e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(9,3,2,1.23162360505766808015e-03,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(10,4,0,2.63730777909246402127e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(11,4,1,5.27461555818492804255e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(12,4,2,7.91192333727739260593e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(13,5,0,4.25762548601138213211e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(14,5,1,8.51525097202276426422e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(15,5,2,1.27728764580341463963e-01,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(16,6,0,1.97260668918409695637e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(17,6,1,3.94521337836819391275e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(18,6,2,5.91782006755229086913e-04,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(19,7,0,3.1906341975134228095e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(20,7,1,6.381268395026845619e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(21,7,2,9.5719025925402684285e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(22,8,0,2.33258772225072227857e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(23,8,1,4.66517544450144455714e-02,'FINITE');
INSERT INTO "trial_intermediate_values" VALUES(24,8,2,6.99776316675216614182e-02,'FINITE');
CREATE TABLE trial_params (
	param_id INTEGER NOT NULL, 
	trial_id INTEGER, 
	param_name VARCHAR(512), 
	param_value FLOAT, 
	distribution_json TEXT, 
	PRIMARY KEY (param_id), 
	UNIQUE (trial_id, param_name), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
INSERT INTO "trial_params" VALUES(1,1,'lr',1.78264971513869487258e-03,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(2,1,'optimizer',0.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(3,1,'units',16.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(4,1,'drop',0.0,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(5,2,'lr',3.62060072574474085642e-04,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(6,2,'optimizer',2.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(7,2,'units',32.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(8,2,'drop',0.4,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(9,3,'lr',4.1054120168588934198e-04,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(10,3,'optimizer',0.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(11,3,'units',32.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(12,3,'drop',3.00000000000000044408e-01,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(13,4,'lr',2.63730777909246402127e-04,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(14,4,'optimizer',2.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(15,4,'units',24.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(16,4,'drop',0.4,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(17,5,'lr',4.25762548601138213211e-02,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(18,5,'optimizer',0.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(19,5,'units',16.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(20,5,'drop',0.6,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(21,6,'lr',1.97260668918409695637e-04,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(22,6,'optimizer',1.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(23,6,'units',48.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(24,6,'drop',0.2,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(25,6,'momentum',6.17850834913425295269e-01,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 0.9, "log": false}}');
INSERT INTO "trial_params" VALUES(26,7,'lr',3.1906341975134228095e-02,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(27,7,'optimizer',2.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(28,7,'units',48.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(29,7,'drop',0.1,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(30,8,'lr',2.33258772225072227857e-02,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 0.1, "log": true}}');
INSERT INTO "trial_params" VALUES(31,8,'optimizer',2.0,'{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", "sgd", null]}}');
INSERT INTO "trial_params" VALUES(32,8,'units',24.0,'{"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 64}}');
INSERT INTO "trial_params" VALUES(33,8,'drop',0.2,'{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 0.6, "log": false}}');
INSERT INTO "trial_params" VALUES(34,10,'lr',0.5,'{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}');
CREATE TABLE trial_system_attributes (
	trial_system_attribute_id INTEGER NOT NULL, 
	trial_id INTEGER, 
	"key" VARCHAR(512), 
	value_json TEXT, 
	PRIMARY KEY (trial_system_attribute_id), 
	UNIQUE (trial_id, "key"), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
INSERT INTO "trial_system_attributes" VALUES(1,9,'fixed_params','{"lr": 0.01}');
CREATE TABLE trial_user_attributes (
	trial_user_attribute_id INTEGER NOT NULL, 
	trial_id INTEGER, 
	"key" VARCHAR(512), 
	value_json TEXT, 
	PRIMARY KEY (trial_user_attribute_id), 
	UNIQUE (trial_id, "key"), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
CREATE TABLE trial_values (
	trial_value_id INTEGER NOT NULL, 
	trial_id INTEGER NOT NULL, 
	objective INTEGER NOT NULL, 
	value FLOAT, 
	value_type VARCHAR(7) NOT NULL, 
	PRIMARY KEY (trial_value_id), 
	UNIQUE (trial_id, objective), 
	FOREIGN KEY(trial_id) REFERENCES trials (trial_id)
);
INSERT INTO "trial_values" VALUES(1,1,0,1.78264971513869487258e-03,'FINITE');
INSERT INTO "trial_values" VALUES(2,2,0,3.62060072574474085642e-04,'FINITE');
INSERT INTO "trial_values" VALUES(3,3,0,1.23162360505766808015e-03,'FINITE');
INSERT INTO "trial_values" VALUES(4,6,0,1.97260668918409695637e-04,'FINITE');
INSERT INTO "trial_values" VALUES(5,7,0,3.1906341975134228095e-02,'FINITE');
INSERT INTO "trial_values" VALUES(6,8,0,2.33258772225072227857e-02,'FINITE');
INSERT INTO "trial_values" VALUES(7,10,0,1.0,'FINITE');
INSERT INTO "trial_values" VALUES(8,10,1,2.0,'FINITE');
CREATE TABLE trials (
	trial_id INTEGER NOT NULL, 
	number INTEGER, 
	study_id INTEGER, 
	state VARCHAR(8) NOT NULL, 
	datetime_start DATETIME, 
	datetime_complete DATETIME, 
	PRIMARY KEY (trial_id), 
	FOREIGN KEY(study_id) REFERENCES studies (study_id)
);
INSERT INTO "trials" VALUES(1,0,1,'COMPLETE','2026-11-22 19:45:31.137806','2026-11-22 19:45:31.327633');
INSERT INTO "trials" VALUES(2,1,1,'COMPLETE','2026-11-22 19:45:31.384553','2026-11-22 19:45:31.522105');
INSERT INTO "trials" VALUES(3,2,1,'PRUNED','2026-11-22 19:45:31.546104','2026-11-22 19:45:31.666021');
INSERT INTO "trials" VALUES(4,3,1,'FAIL','2026-11-22 19:45:31.692435','2026-11-22 19:45:31.814091');
INSERT INTO "trials" VALUES(5,4,1,'FAIL','2026-11-22 19:45:31.857612','2026-11-22 19:45:31.997140');
INSERT INTO "trials" VALUES(6,5,1,'COMPLETE','2026-11-22 19:45:32.033424','2026-11-22 19:45:32.214536');
INSERT INTO "trials" VALUES(7,6,1,'COMPLETE','2026-11-22 19:45:32.247648','2026-11-22 19:45:32.386240');
INSERT INTO "trials" VALUES(8,7,1,'COMPLETE','2026-11-22 19:45:32.413994','2026-11-22 19:45:32.630186');
INSERT INTO "trials" VALUES(9,8,1,'WAITING',NULL,NULL);
INSERT INTO "trials" VALUES(10,0,2,'COMPLETE','2026-11-22 19:45:32.765937','2026-11-22 19:45:32.765937');
CREATE TABLE version_info (
	version_info_id INTEGER NOT NULL, 
	schema_version INTEGER, 
	library_version VARCHAR(256), 
	PRIMARY KEY (version_info_id), 
	CHECK (version_info_id=1)
);
INSERT INTO "version_info" VALUES(1,12,'5.0.0');
CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name);
CREATE INDEX ix_trials_study_id ON trials (study_id);
COMMIT;

-- A payload that was received ends in the canonical bytes of the record it brings, and those stand in the record's own row: here
-- then stands only what comes before them. Where another disclosure replaced that row, the payload is whole again.
alter table disclosure add column record_apart boolean not null default false;

-- Three times the sample told the planner nothing that it acts upon, and cost as much as the rest of a node's housekeeping.
alter table record alter column terms set statistics 100;

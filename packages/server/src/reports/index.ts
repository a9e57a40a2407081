export { runSchedules } from './schedules/run-schedules.ts';
export { mountSharedReports } from './shares/mount-shared.ts';

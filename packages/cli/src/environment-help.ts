/** What the environment may say, as --help prints it; docs/operations.md says what holds where a variable is not set. */
export const environmentHelp = `
Environment:
  SONGTRACKPRO_URL, SONGTRACKPRO_API_KEY  server and key of the commands that ask one
  SONGTRACKPRO_PROFILE                    the profile to use that login stored, unless --profile is given
  XDG_CONFIG_HOME                         where profiles are kept, in songtrackpro/profiles.json (~/.config)
  SONGTRACKPRO_DATA                       data folder, unless --data is given
  DATABASE_URL, MONGODB_URI               your own stores in place of the embedded ones
  DATABASE_APP_URL, DATABASE_AUTH_URL,
  DATABASE_WORKER_URL                     login roles; derived from DATABASE_URL unless given
  DATABASE_ROLE_SECRET                    what the roles' passwords are derived from
  SONGTRACKPRO_SECRET                     what signs cursors and sessions
  TOKEN_KEYS                              keys that seal tokens of connected accounts, id:base64 pairs, the first of
                                          which seals; production needs one
  DOCUMENT_STORE                          embedded, or mongod: without MONGODB_URI, documents lie with the mongod on
                                          the PATH
  DOCUMENT_RETENTION                      days that documents are kept, for example system_events=7,api_usage=30
  SYSTEM_EVENTS                           all (the default) or errors: which calls leave an event for the operator
  BACKUP_WITHIN_HOURS                     how old the last backup may be before doctor warns (26)
  ARCHIVE_URL                             where documents go before they expire: file:///folder or s3://bucket/prefix,
                                          or off
  ARCHIVE_ACCESS_KEY_ID,
  ARCHIVE_SECRET_ACCESS_KEY               of the bucket
  ARCHIVE_ENCRYPTION_KEY                  what archive files are encrypted with
  ARCHIVE_MARGIN_DAYS                     documents are archived so many days before they expire (7)
  INVOICE_STORAGE_URL                     where PDFs of invoices are kept: file:///folder or s3://bucket/prefix; in the data
                                          folder unless given
  INVOICE_STORAGE_ACCESS_KEY_ID,
  INVOICE_STORAGE_SECRET_ACCESS_KEY       of the bucket
  DATABASE_AT_REST                        provider, disk or none: what doctor says about encryption at rest
  SONGTRACKPRO_ENV                        development (the default) or production
  SMTP_URL, MAIL_FROM                     the mail server and the sender; without one, mails are files of the data folder
  APP_URL                                 the front end that mails and social sign-in lead to
  GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET,
  SPOTIFY_CLIENT_ID,
  SPOTIFY_CLIENT_SECRET,
  FACEBOOK_CLIENT_ID,
  FACEBOOK_CLIENT_SECRET                  sign-in by these services; needs PUBLIC_URL
  META_APP_ID, META_APP_SECRET,
  SPOTIFY_APP_ID, SPOTIFY_APP_SECRET      apps by which organizations connect their accounts
  META_GRAPH_URL, META_DIALOG_URL,
  SPOTIFY_API_URL, SPOTIFY_ACCOUNTS_URL   where these providers are, if not at their own addresses
  WEBHOOK_PRIVATE_ADDRESSES               allow or refuse (the default of serve): webhooks to addresses that are not public
  PURGE_AFTER_DAYS                        days until what was deleted goes for good (30)
  API_KEY_ENVIRONMENT                     live (the default) or dev: what new API keys begin with
  RATE_LIMIT_PER_MINUTE                   points that a key or a person may spend in a minute; 0 for no limits
  RATE_LIMIT_URL                          Redis that counts calls; PostgreSQL does unless given
  MEMBER_LIMIT                            members of an organization, whatever its plan; 0 for any number
  DEFAULT_PLAN                            plan of organizations without a subscription: enterprise, or free where
                                          STRIPE_SECRET_KEY is set
  STRIPE_SECRET_KEY,
  STRIPE_WEBHOOK_SECRETS                  the account at Stripe that subscriptions are paid to; nothing is sold without
  STRIPE_API_URL                          where Stripe is, if not at its own address
  BILLING_GRACE_DAYS                      days that an overdue payment leaves everything as it is (14)
  HOST, PORT                              what start and serve listen on
  PUBLIC_URL                              address of the API behind a proxy, for example https://api.example.com
  TRUSTED_PROXIES                         addresses and networks of the proxies before the server, for example 10.0.0.0/8
  PROXY_HEADER                            how they say whom they ask for: x-forwarded-for (the default) or forwarded
  CORS_ORIGINS                            pages that may call the API from a browser, for example https://app.example.com
  CALL_TIMEOUT_SECONDS                    how long a call may take
  STOP_TIMEOUT_SECONDS                    how long requests under way may take when the server stops
  METRICS_TOKEN                           opens /metrics to who sends it; without it, to this machine
  LOG_LEVEL                               trace, debug, info, warn (the default), error, fatal or silent
  OTEL_EXPORTER_OTLP_ENDPOINT             where traces go by OTLP over HTTP, or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
  OTEL_EXPORTER_OTLP_PROTOCOL             http/protobuf (the default) or http/json, or OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
  OTEL_TRACES_SAMPLER                     which traces are kept, with OTEL_TRACES_SAMPLER_ARG
  OTEL_BSP_SCHEDULE_DELAY                 longest wait before spans are sent, in milliseconds
  OTEL_SDK_DISABLED                       true turns traces off`;

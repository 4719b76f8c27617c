"""The diary kept in DynamoDB: a few verbs that take and give domain values."""

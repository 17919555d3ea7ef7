"""The desk in the browser: pages for people, the same data as JSON for programs. Parses, asks ``app.desk``, renders."""

"""The room of newsletters: which there are, drawing up and sending an issue, their readers."""

"""What readers of formats share: how files begin, streams of JSON, windows of text, ids that two formats write."""

namespace LogAggregator.Ingest.Http;

/// <summary>A posted record that is not kept.</summary>
/// <param name="Index">Its place in the post, from 0.</param>
/// <param name="Error">A sentence: what is wrong with it.</param>
readonly record struct RejectedItem(int Index, string Error);

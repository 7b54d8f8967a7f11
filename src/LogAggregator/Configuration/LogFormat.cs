namespace LogAggregator.Configuration;

/// <summary>How the service writes its own log.</summary>
enum LogFormat
{
    /// <summary>Text on a terminal, else JSON.</summary>
    Auto,
    Text,
    Json,
}

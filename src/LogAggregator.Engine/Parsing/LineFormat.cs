namespace LogAggregator.Engine.Parsing;

/// <summary>How a line is written.</summary>
public enum LineFormat : byte
{
    Plain = 0,
    Json = 1,
    Logfmt = 2,
}

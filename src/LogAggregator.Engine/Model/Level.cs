namespace LogAggregator.Engine.Model;

/// <summary>How serious a record is, from the least to the most. The numbers are stored: never reorder them.</summary>
public enum Level : byte
{
    Trace = 0,
    Debug = 1,
    Info = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}

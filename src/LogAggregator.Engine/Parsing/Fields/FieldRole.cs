namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>What a key of a structured line stands for.</summary>
enum FieldRole : byte
{
    Message,
    Level,
    Time,
    Service,
    ContainerName,
    ContainerId,

    /// <summary>An object whose members are fields themselves.</summary>
    Metadata,

    Other,
}

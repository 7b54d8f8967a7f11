namespace LogAggregator.Collect.Docker;

/// <summary>What a container's loop does in one turn.</summary>
enum ContainerStep
{
    /// <summary>Nothing: it waits for its signal, or for the time.</summary>
    Sleep,

    /// <summary>The followed log has ended.</summary>
    EndFollow,

    /// <summary>The log is opened to be followed.</summary>
    Open,

    /// <summary>The log itself is read.</summary>
    CatchUp,

    Inspect,

    /// <summary>What the followed log gave is taken and stored.</summary>
    Take,

    /// <summary>A record that nothing has continued is stored.</summary>
    Flush,

    /// <summary>The newest message is looked at.</summary>
    Audit,
}

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Which part of a log to read; both outputs, always with Docker's times.</summary>
/// <param name="Follow">Stay open for new messages.</param>
/// <param name="Tail">Only so many messages from the end; null for all that the engine keeps.</param>
/// <param name="Terminal">The container has a terminal (no frames); null where not known yet: the first bytes tell.</param>
readonly record struct LogRequest(bool Follow, long? Tail, bool? Terminal)
{
    /// <summary>Messages of an answer that may be read without a turn at the gate.</summary>
    public const long SmallTail = 2_000;

    /// <summary>May be a long answer.</summary>
    public bool IsLarge => !Follow && (Tail is null or > SmallTail);
}

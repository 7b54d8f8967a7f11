namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>After which a block is full.</summary>
/// <param name="MaxLineBytes">Bytes of lines; one longer line is a block of its own.</param>
/// <param name="MaxRows">Rows.</param>
sealed record BlockLimits(int MaxLineBytes, int MaxRows)
{
    /// <summary>32 MiB of lines: a generation is one block nearly always. 128 Ki rows.</summary>
    public static BlockLimits Default { get; } = new(32 * 1024 * 1024, 128 * 1024);
}

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Memory for what an encoder takes apart before it writes, used again by the next one: sealing makes no garbage of it. Each depth
/// of columns inside columns has its own.
/// </summary>
sealed class EncoderScratch
{
    public ValueList Values { get; } = new();

    public ByteDictionary Dictionary { get; } = new();

    public TemplateSplit Split { get; } = new();

    public VariablePools Pools { get; } = new();
}

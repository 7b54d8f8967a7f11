using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// The memory in which blocks are made: about twice their lines. Kept from one segment to the next under load, since giving it to the
/// garbage collector each time cost a fifth of sealing.
/// </summary>
sealed class SealBuffers
{
    /// <summary>Level 1: with columns higher ones gain a few percent for several times the work (bench/results/store.md).</summary>
    const int CompressionLevel = 1;

    public ColumnBlockWriter Block { get; } = new(CompressionLevel);

    public BlockChunks Chunks { get; } = new();

    /// <summary>Also after a segment that could not be finished.</summary>
    public void Clear()
    {
        Block.Clear();
        Chunks.Clear();
    }
}

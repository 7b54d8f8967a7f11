using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// The memory in which blocks are made: about twice their lines. Kept from one segment to the next under load, since giving it to the
/// garbage collector each time cost a fifth of sealing.
/// </summary>
/// <param name="compressionLevel">Of <c>zstd</c>.</param>
sealed class SealBuffers(int compressionLevel)
{
    public ColumnBlockWriter Block { get; } = new(compressionLevel);

    public BlockChunks Chunks { get; } = new();

    /// <summary>Also after a segment that could not be finished.</summary>
    public void Clear()
    {
        Block.Clear();
        Chunks.Clear();
    }
}

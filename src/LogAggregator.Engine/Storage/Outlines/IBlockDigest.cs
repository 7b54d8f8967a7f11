using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>What is known of a block's rows without reading its columns. Each part is read when it is first asked for.</summary>
interface IBlockDigest
{
    /// <exception cref="System.IO.IOException">It cannot be read now.</exception>
    TokenFilter Tokens { get; }

    /// <exception cref="System.IO.IOException">It cannot be read now.</exception>
    BlockOutline Outline { get; }
}

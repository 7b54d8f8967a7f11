using System.Linq;
using System.Threading;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// An immutable file of blocks. Belongs to one or more <see cref="SegmentSet"/>s; when the last one that has it is
/// released and it was retired, its file goes.
/// </summary>
sealed class Segment(ulong number, SegmentDirectory directory, long fileLength, IStorageDirectory folder, SourceTable sources)
{
    readonly bool[] _damaged = new bool[directory.Blocks.Length];
    int _references;
    volatile bool _retired;

    public ulong Number => number;

    public string FileName => StoreFileName.Segment(number);

    public SegmentDirectory Directory => directory;

    public long FileLength => fileLength;

    /// <summary>The store's number of each source.</summary>
    public int[] SourceNumbers { get; } = [.. directory.Sources.Select(source => sources.Intern(source.Source))];

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>No new reader will come.</summary>
    public void Retire() => _retired = true;

    /// <summary>True if the file is to be deleted now, by the caller.</summary>
    public bool Release() => Interlocked.Decrement(ref _references) == 0 && _retired;

    /// <summary>False if the block is damaged. True for <paramref name="isNew"/> when that was not known before.</summary>
    public bool TryReadBlock(int index, DecodedBlock block, out bool isNew)
    {
        isNew = false;
        if (Volatile.Read(ref _damaged[index])) return false;
        if (TryRead(directory.Blocks[index], block)) return true;
        isNew = !Interlocked.Exchange(ref _damaged[index], true);
        return false;
    }

    bool TryRead(BlockEntry entry, DecodedBlock block)
    {
        if (entry.Offset < 0 || entry.Length < 0 || entry.Offset > fileLength - entry.Length) return false;
        var compressed = block.CompressedBuffer(entry.Length);
        using (var file = folder.Open(FileName))
        {
            if (file.Read(entry.Offset, compressed) < compressed.Length) return false;
        }

        return Crc32C.Of(compressed) == entry.Crc
            && BlockDecoder.TryDecode(compressed, entry.RawLength, block)
            && block.Runs.SequenceEqual(entry.Runs);
    }
}

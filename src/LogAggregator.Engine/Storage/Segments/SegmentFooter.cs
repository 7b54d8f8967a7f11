using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>The end of a segment file: the directory twice, then a trailer for each.</summary>
static class SegmentFooter
{
    public static void Encode(SegmentDirectory directory, long offset, ByteWriter writer)
    {
        var start = writer.Length;
        directory.Encode(writer);
        var length = writer.Length - start;
        var copy = writer.At(start, length).ToArray();
        writer.Bytes(copy);
        var crc = Crc32C.Of(copy);
        new SegmentTrailer(offset, length, crc).Encode(writer);
        new SegmentTrailer(offset + length, length, crc).Encode(writer);
    }

    /// <param name="file">The segment.</param>
    /// <param name="directory">What is in it.</param>
    /// <param name="damagedCopies">Copies that were unreadable: with 1 the segment is whole still.</param>
    public static bool TryRead(IStorageFile file, out SegmentDirectory? directory, out int damagedCopies)
    {
        directory = null;
        var readable = 0;
        var length = file.Length;
        for (var copy = 1; copy <= 2; copy++)
        {
            if (!TryReadCopy(file, length, length - copy * SegmentTrailer.Length, out var found)) continue;
            directory ??= found;
            readable++;
        }

        damagedCopies = 2 - readable;
        return directory is not null;
    }

    static bool TryReadCopy(IStorageFile file, long fileLength, long trailerOffset, out SegmentDirectory? directory)
    {
        directory = null;
        if (trailerOffset < 0) return false;
        var bytes = new byte[SegmentTrailer.Length];
        if (file.Read(trailerOffset, bytes) < bytes.Length || !SegmentTrailer.TryDecode(bytes, fileLength, out var trailer)) return false;
        bytes = new byte[trailer.DirectoryLength];
        return file.Read(trailer.DirectoryOffset, bytes) == bytes.Length
            && Crc32C.Of(bytes) == trailer.DirectoryCrc
            && SegmentDirectory.TryDecode(bytes, out directory!);
    }
}

using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>A source of a segment with the totals of its records there.</summary>
readonly record struct SegmentSource(LogSource Source, SourceTotals Totals)
{
    public void Encode(ByteWriter writer)
    {
        SourceCodec.Encode(Source, writer);
        writer.Varint((ulong)Totals.Records);
        writer.Varint((ulong)Totals.LineBytes);
        writer.Varint((ulong)Totals.Errors);
        writer.Zigzag(Totals.FirstTimestampNs);
        writer.Zigzag(Totals.LastTimestampNs);
    }

    public static SegmentSource Decode(ref ByteReader reader) => new(
        SourceCodec.Decode(ref reader),
        new SourceTotals(
            (long)reader.Varint(), (long)reader.Varint(), (long)reader.Varint(), reader.Zigzag(), reader.Zigzag()));
}

using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Sources;

/// <summary>A source in a file: its seven texts in the order of <see cref="LogSource"/>, then one byte for the stream.</summary>
static class SourceCodec
{
    /// <summary>Bytes that the shortest source takes.</summary>
    public const int MinLength = 8;

    public static void Encode(LogSource source, ByteWriter writer)
    {
        writer.Text(source.Host);
        writer.Text(source.ContainerName);
        writer.Text(source.ContainerId);
        writer.Text(source.Image);
        writer.Text(source.Project);
        writer.Text(source.Service);
        writer.Text(source.ComposeService);
        writer.Byte((byte)source.Stream);
    }

    public static long MaxLengthOf(LogSource source) =>
        1 + ByteWriter.MaxLengthOf(source.Host) + ByteWriter.MaxLengthOf(source.ContainerName) + ByteWriter.MaxLengthOf(source.ContainerId)
        + ByteWriter.MaxLengthOf(source.Image) + ByteWriter.MaxLengthOf(source.Project) + ByteWriter.MaxLengthOf(source.Service)
        + ByteWriter.MaxLengthOf(source.ComposeService);

    public static LogSource Decode(ref ByteReader reader) => new(
        reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Text(), (OutputStream)reader.Byte());
}

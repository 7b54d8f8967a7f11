using System.Linq;
using CsCheck;

namespace LogAggregator.Engine.Tests.Parsing;

/// <summary>Real lines with a few bytes changed, put in, or taken out: where parsers break.</summary>
static class Mutation
{
    static readonly Gen<byte> Bytes = Gen.OneOf(Gen.Byte, AnyOf("\"\\{}[],:= \t\n\r0-.eu\u001b"u8.ToArray()));

    public static Gen<byte[]> Of(byte[][] lines) =>
        Gen.Select(AnyOf(lines), Edit.Array[0, 4]).Select((line, edits) => edits.Aggregate(line, Apply));

    static Gen<T> AnyOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static Gen<(int Kind, int Place, byte Value)> Edit => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1000], Bytes);

    static byte[] Apply(byte[] line, (int Kind, int Place, byte Value) edit)
    {
        var at = edit.Place % (line.Length + 1);
        return edit.Kind switch
        {
            0 => [.. line[..at], edit.Value, .. line[at..]],
            1 => at < line.Length ? [.. line[..at], edit.Value, .. line[(at + 1)..]] : line,
            _ => at < line.Length ? [.. line[..at], .. line[(at + 1)..]] : line,
        };
    }
}

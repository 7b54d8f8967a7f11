using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What values look like that are alike.</summary>
/// <param name="Text">With a <see cref="TemplateTokenizer.Hole"/> for each part that is not the same in all.</param>
/// <param name="Holes">What can stand there.</param>
/// <param name="Rows">How many values look so.</param>
sealed record TextForm(byte[] Text, HoleBytes[] Holes, int Rows)
{
    readonly TextSignature _signature = TextSignature.Of(Text, Holes);

    /// <summary>Nothing is known of the values but what can stand in them.</summary>
    public static TextForm OfHole(HoleBytes hole, int rows) => new([TemplateTokenizer.Hole], [hole], rows);

    public static TextForm OfText(ReadOnlySpan<byte> text, int rows) =>
        text.Contains(TemplateTokenizer.Hole) ? OfHole(new HoleBytes(ByteSet.Of(text)), rows) : new(text.ToArray(), [], rows);

    public TemplateAnswer Ask(ColumnTest test) =>
        test.Signature.IsSubsetOf(_signature) ? TemplateProbe.Ask(Text, Holes, test) : TemplateAnswer.None;

    /// <summary>Bytes in memory, about.</summary>
    public int Size => 180 + Text.Length + (Holes.Length * 8);
}

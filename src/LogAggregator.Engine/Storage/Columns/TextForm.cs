using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What values look like that are alike.</summary>
/// <param name="Text">With a <see cref="TemplateTokenizer.Hole"/> for each part that is not the same in all.</param>
/// <param name="Holes">What can stand there.</param>
/// <param name="Rows">How many values look so.</param>
sealed record TextForm(byte[] Text, HoleBytes[] Holes, int Rows)
{
    readonly TextSignature _signature = TextSignature.Of(Text, Holes);

    /// <summary>Nothing is known of the values.</summary>
    public static TextForm Unknown(int rows) => new([TemplateTokenizer.Hole], [HoleBytes.Any], rows);

    public static TextForm OfText(ReadOnlySpan<byte> text, int rows) =>
        text.Contains(TemplateTokenizer.Hole) ? new([TemplateTokenizer.Hole], [new HoleBytes(ByteSet.Of(text))], rows) : new(text.ToArray(), [], rows);

    public TemplateProbe.Answer Ask(ColumnTest test)
    {
        if (!test.Signature.IsSubsetOf(_signature)) return TemplateProbe.Answer.None;
        if (Holes.Length > 0) return TemplateProbe.Ask(test.TextOf(Text), Holes, test);
        return test.Accepts(Text) ? TemplateProbe.Answer.All : TemplateProbe.Answer.None;
    }

    /// <summary>Bytes in memory, about.</summary>
    public int Size => 180 + Text.Length + (Holes.Length * 8);
}

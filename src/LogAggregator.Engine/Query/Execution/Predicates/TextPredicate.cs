using System;
using System.Text;
using LogAggregator.Engine.Parsing.Texts;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="Ast.TextContains"/> and <see cref="Ast.Phrase"/>.</summary>
sealed class TextPredicate : Predicate
{
    readonly TextFinder _finder;
    readonly bool _wholeWords;
    readonly LineScreen _screen;
    readonly AnsiText _plain = new();
    readonly RecordTexts _values = new();
    readonly RecordTexts.Visitor _holds;
    readonly TextTest _test;
    readonly ulong[] _tokens;

    public TextPredicate(string text, bool wholeWords)
    {
        _finder = TextFinder.For(text);
        _wholeWords = wholeWords;
        _screen = new LineScreen(text);
        _holds = Holds;
        _test = new TextTest(text, _finder, wholeWords);
        _tokens = RequiredTokens.Of(text, wholeWords);
    }

    public override int Cost => 1000;

    public override Tri Judge(in BlockFacts facts) => _finder.IsEmpty ? Tri.Yes : Tri.Maybe;

    public override Foreseen Foresee(IBlockDigest block, in BlockFacts facts)
    {
        if (_finder.IsEmpty) return Foreseen.Nothing;
        return RequiredTokens.MayBeIn(_tokens, block) ? TextSearch.Foresee(block.Outline, _test, isLocal: true) : Foreseen.NoMatch;
    }

    public override RowSelection Select(BlockView block) => _finder.IsEmpty ? RowSelection.All(block.Count) : TextSearch.Run(block, _test, isLocal: true);

    public override bool Matches(Candidate candidate)
    {
        if (_finder.IsEmpty) return true;
        var line = candidate.Record.Line.Span;

        // Fast path: what stands in a value stands in the line as well, unless escapes or colours hide it.
        if (!_finder.TryFind(line, 0, out _, out _) && !_screen.MayHide(line)) return false;

        return _values.Any(candidate.Parsed, candidate.Record.Line.Span, _holds);
    }

    public override bool MayHave(ReadOnlySpan<byte> lines) => _finder.TryFind(lines, 0, out _, out _) || _screen.MayHideInAny(lines);

    bool Holds(ReadOnlySpan<byte> value)
    {
        var text = _plain.Of(value);
        if (!_wholeWords) return _finder.TryFind(text, 0, out _, out _);
        for (var from = 0; _finder.TryFind(text, from, out var at, out var length);)
        {
            if (!Words.EndsInWord(text[..at]) && !Words.BeginsInWord(text[(at + length)..])) return true;
            Rune.DecodeFromUtf8(text[at..], out _, out var first);
            from = at + first;
        }

        return false;
    }
}

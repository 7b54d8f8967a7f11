using System;
using System.Text;
using System.Text.RegularExpressions;
using LogAggregator.Engine.Parsing.Texts;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="Ast.TextMatches"/>.</summary>
sealed class RegexPredicate : Predicate
{
    readonly Regex _regex;
    readonly AnsiText _plain = new();
    readonly RecordTexts _values = new();
    readonly RecordTexts.Visitor _isMatch;
    readonly RegexTest _test;
    char[] _characters = new char[1024];

    public RegexPredicate(string pattern)
    {
        _regex = LinearRegex.Create(pattern);
        _isMatch = IsMatch;
        _test = new RegexTest(IsMatch);
    }

    public override int Cost => 5000;

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;

    public override Foreseen Foresee(IBlockDigest block, in BlockFacts facts) => TextSearch.Foresee(block.Outline, _test, isLocal: false);

    public override RowSelection Select(BlockView block) => TextSearch.Run(block, _test, isLocal: false);

    public override bool Matches(Candidate candidate) => _values.Any(candidate.Parsed, candidate.Record.Line.Span, _isMatch);

    bool IsMatch(ReadOnlySpan<byte> value)
    {
        var text = _plain.Of(value);
        if (_characters.Length < text.Length) _characters = new char[text.Length];
        return _regex.IsMatch(_characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters)));
    }
}

using System;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Whether a regular expression matches a value.</summary>
sealed class RegexTest(RegexTest.Matcher isMatch) : ColumnTest
{
    public delegate bool Matcher(ReadOnlySpan<byte> text);

    public override bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind) => false;

    protected override bool Matches(ReadOnlySpan<byte> text) => isMatch(text);
}

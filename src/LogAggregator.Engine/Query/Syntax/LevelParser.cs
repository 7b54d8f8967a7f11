using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads what stands behind <c>level:</c>: a name, a comparison, a list, or <c>*</c>. Null: an error is set.</summary>
static class LevelParser
{
    public static Filter? Parse(QueryCursor cursor)
    {
        if (cursor.IsAtWord("in") && cursor.Peek(2) == '(') return ParseList(cursor);
        if (cursor.IsAtWord("*"))
        {
            cursor.At++;
            return AllRecords.Instance;
        }

        var sign = cursor.Current;
        if (sign is '<' or '>' or '=') cursor.At++;
        var orEqual = sign is '<' or '>' && cursor.TryTake('=');
        var start = cursor.At;
        if (ReadLevel(cursor, inList: false) is not { } level) return null;
        return Levels(sign, orEqual, level) is { Bits: > 0 } levels
            ? new LevelIn(levels)
            : cursor.Fail<Filter>(start, $"no level is {(sign == '<' ? "less" : "more")} than {LevelNames.NameOf(level)}");
    }

    static LevelSet Levels(char sign, bool orEqual, Level level)
    {
        var atLeast = LevelSet.AtLeast(level);
        var below = new LevelSet((byte)(LevelSet.All.Bits & ~atLeast.Bits));
        var itself = LevelSet.Of(level);
        return sign switch
        {
            '>' => orEqual ? atLeast : new LevelSet((byte)(atLeast.Bits & ~itself.Bits)),
            '<' => orEqual ? below | itself : below,
            _ => itself,
        };
    }

    static LevelIn? ParseList(QueryCursor cursor)
    {
        cursor.At += "in(".Length;
        var levels = LevelSet.None;
        do
        {
            cursor.SkipSpace();
            if (ReadLevel(cursor, inList: true) is not { } level) return null;
            levels |= LevelSet.Of(level);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));

        return cursor.TryTake(')')
            ? new LevelIn(levels)
            : cursor.Fail<LevelIn>(cursor.At, $"expected , or ) in the list, found {cursor.Found}");
    }

    static Level? ReadLevel(QueryCursor cursor, bool inList)
    {
        var start = cursor.At;
        if (cursor.Current != '(' && TextToken.Read(cursor, inList) is { } token && LevelNames.TryParse(token.Text, out var level)) return level;
        cursor.Fail(start, "expected a level: trace, debug, info, warning, error or critical");
        return null;
    }
}

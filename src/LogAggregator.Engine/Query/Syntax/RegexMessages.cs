using System.Text.RegularExpressions;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>What is wrong with a regular expression, in words for people.</summary>
static class RegexMessages
{
    public static string Of(RegexParseError error) => error switch
    {
        RegexParseError.UnterminatedBracket => "expected ] to close this set",
        RegexParseError.InsufficientClosingParentheses => "expected ) to close a group",
        RegexParseError.InsufficientOpeningParentheses => "this ) closes no group; \\) is the character",
        RegexParseError.QuantifierAfterNothing => "expected something to repeat before this; with \\ before it, it is the character",
        RegexParseError.NestedQuantifiersNotParenthesized => "this repeats a repetition; put the inner one in ( )",
        RegexParseError.ReversedQuantifierRange => "expected the smaller count first",
        RegexParseError.ReversedCharacterRange => "expected the smaller character first",
        RegexParseError.UnescapedEndingBackslash => "expected a character after \\",
        RegexParseError.UnrecognizedEscape => "this letter has no meaning after \\",
        RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.UnrecognizedUnicodeProperty => "there is no such class of characters",
        RegexParseError.UndefinedNumberedReference or RegexParseError.UndefinedNamedReference => "this refers to a group that is not there",
        _ => "this is no regular expression from here on (" + error + ")",
    };
}

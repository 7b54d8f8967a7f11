using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Regular expressions that take time linear in the text, whatever the pattern.</summary>
static class LinearRegex
{
    /// <summary>Characters of a pattern. A longer one is no search by a person.</summary>
    const int MaxLength = 1000;

    /// <summary>States of the automaton, roughly; <c>.{5000}</c> has so many. Bounds the memory of building and matching.</summary>
    const double MaxStates = 5000;

    const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>False with a message, and the index in the pattern where it goes wrong.</summary>
    public static bool TryCreate(string pattern, [NotNullWhen(true)] out Regex? regex, out string message, out int offset)
    {
        (regex, message, offset) = (null, "", 0);
        if (pattern.Length is 0 or > MaxLength)
        {
            message = pattern.Length == 0 ? "expected a regular expression between the quotes" : $"a regular expression has at most {MaxLength} characters";
            return false;
        }

        try
        {
            // Parsed once without building the automaton, whose size is not known yet.
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            if (RegexSize.Estimate(pattern) > MaxStates)
            {
                message = "this regular expression repeats too much; use smaller counts in { }";
                return false;
            }

            regex = new Regex(pattern, Options);
            return true;
        }
        catch (RegexParseException exception)
        {
            message = RegexMessages.Of(exception.Error);
            offset = Math.Min(exception.Offset, pattern.Length);
            return false;
        }
        catch (NotSupportedException)
        {
            message = "look-around, back references, atomic groups and conditions are not supported in regular expressions";
            return false;
        }
    }

    /// <summary>For a pattern that was checked when the query was read.</summary>
    public static Regex Create(string pattern) => new(pattern, Options);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using LogAggregator.Api.Http;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.UiSettings;

/// <summary>The settings of the page: one JSON object, which the service keeps byte for byte and does not look into.</summary>
sealed class SettingsDocument
{
    /// <summary>Largest document, 256 KiB: thousands of saved searches.</summary>
    public const int MaxBytes = 256 * 1024;

    SettingsDocument(byte[] json)
    {
        Json = json;
        Tag = StrongTag.Of(json);
    }

    /// <summary>What is there before anything was set.</summary>
    public static SettingsDocument Empty { get; } = new("{}"u8.ToArray());

    public byte[] Json { get; }

    /// <summary>Strong: of exactly these bytes.</summary>
    public EntityTagHeaderValue Tag { get; }

    /// <param name="json">At most <see cref="MaxBytes"/>; taken over.</param>
    /// <param name="document">Them, if they are one object in UTF-8.</param>
    /// <param name="error">What is wrong with them, if they are not.</param>
    public static bool TryParse(byte[] json, [NotNullWhen(true)] out SettingsDocument? document, [NotNullWhen(false)] out string? error)
    {
        error = WhatIsWrong(json);
        document = error is null ? new SettingsDocument(json) : null;
        return error is null;
    }

    static string? WhatIsWrong(byte[] json)
    {
        if (!Utf8.IsValid(json)) return "it is not UTF-8";
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return "it is not a JSON object";
            while (reader.Read())
            {
                // To the end, so that all of it is known to be JSON and nothing follows it.
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"it is not JSON: {exception.Message}";
        }
    }
}

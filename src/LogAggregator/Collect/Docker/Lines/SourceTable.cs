using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>The sources of one container: one for each stream and service that its lines name. A known one is found without allocation.</summary>
sealed class SourceTable
{
    /// <summary>Different services of one container that are told apart. Lines of more have an empty service: they say it themselves.</summary>
    public const int MaxServices = 1024;

    const int MaxServiceBytes = 256;

    readonly ContainerIdentity _identity;
    readonly LogSource[] _plain = new LogSource[3];
    readonly Dictionary<string, LogSource>[] _named = [[], [], []];

    public SourceTable(ContainerIdentity identity)
    {
        _identity = identity;
        for (var stream = 0; stream < _plain.Length; stream++)
            _plain[stream] = Create(identity.ComposeService.Length > 0 ? identity.ComposeService : identity.Name, (OutputStream)stream);
    }

    public ContainerIdentity Identity => _identity;

    /// <param name="stream">Of the line.</param>
    /// <param name="service">What the line calls its service, UTF-8; empty if nothing.</param>
    public LogSource Of(OutputStream stream, ReadOnlySpan<byte> service)
    {
        if (service.IsEmpty) return _plain[(int)stream];
        if (service.Length > MaxServiceBytes) return Unnamed(stream);
        Span<char> text = stackalloc char[MaxServiceBytes];
        var name = text[..Encoding.UTF8.GetChars(service, text)];
        var named = _named[(int)stream];
        var lookup = named.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var source)) return source;
        if (named.Count >= MaxServices) return Unnamed(stream);
        return named[name.ToString()] = Create(name.ToString(), stream);
    }

    LogSource Unnamed(OutputStream stream) => _plain[(int)stream] with { Service = "" };

    LogSource Create(string service, OutputStream stream) => new(
        _identity.Host, _identity.Name, _identity.ShortId, _identity.Image, _identity.Project, service, _identity.ComposeService, stream);
}

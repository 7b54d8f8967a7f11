using System.Collections.Generic;
using LogAggregator.Collect.Docker.Engine;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Configuration;

/// <summary>Every setting of the service. The order is that of the help text.</summary>
static class Settings
{
    const string Rules = "name=PATTERN, image=PATTERN, label=KEY or label=KEY=PATTERN, several separated by commas; * and ? stand for any characters, a pattern alone is a name";

    public static Setting<int> Port { get; } = new(
        "PORT", "8022", "a port number from 0 to 65535 (0 takes any free one)",
        "TCP port of the HTTP API, on all addresses.",
        (string text, out int value) => Values.TryInt(text, 0, 65535, out value));

    public static Setting<string> LogDirectory { get; } = new(
        "LOG_DIRECTORY", "/app/logs", "a path of a directory that the service may write to; it is made if it is not there",
        "Where everything collected is kept.",
        Values.TryText);

    public static Setting<int> MaxLogsMemory { get; } = new(
        "MAX_LOGS_MEMORY", "10000", "a whole number from 0 to 1000000",
        "Newest records held in memory, so that the usual question reads no file.",
        (string text, out int value) => Values.TryInt(text, 0, 1_000_000, out value));

    public static Setting<int> CollectionInterval { get; } = new(
        "COLLECTION_INTERVAL", "5", "a whole number of seconds from 1 to 3600",
        "Seconds between two comparisons of the container list with what is collected. Lines arrive as they are printed, whatever this is.",
        (string text, out int value) => Values.TryInt(text, 1, 3600, out value));

    public static Setting<string> DockerHost { get; } = new(
        "DOCKER_HOST", DockerEndpoint.Default, "unix:///path, tcp://host:port, http://host:port or https://host:port, several separated by commas",
        "Docker engines whose containers are collected.",
        Values.TryText);

    public static Setting<string> DockerCertPath { get; } = new(
        "DOCKER_CERT_PATH", "", "a path of a directory with ca.pem, cert.pem and key.pem",
        "Certificates for tcp engines, which are then spoken to with TLS.",
        Values.TryText);

    public static Setting<string> DockerTlsVerify { get; } = new(
        "DOCKER_TLS_VERIFY", "", "empty, 0 or false for no; anything else for yes",
        "Speak TLS with tcp engines even without DOCKER_CERT_PATH. The engine's certificate is always verified.",
        Values.TryText);

    public static Setting<string> CollectInclude { get; } = new(
        "COLLECT_INCLUDE", "", Rules,
        "If set, only containers that match one of these rules are collected.",
        Values.TryText);

    public static Setting<string> CollectExclude { get; } = new(
        "COLLECT_EXCLUDE", "", Rules,
        "Containers that match one of these rules are not collected. A container also opts out with the label log-aggregator.enabled=false.",
        Values.TryText);

    public static Setting<long?> CollectTail { get; } = new(
        "COLLECT_TAIL", "100", "a whole number of lines from 0, or all",
        "Lines of history taken from a container that was there before the service's first start. Of later containers everything is taken.",
        Values.TryTail);

    public static Setting<int?> RetentionDays { get; } = new(
        "RETENTION_DAYS", "off", "a whole number of days from 1 to 36500, or off",
        "Records that arrived longer ago are removed.",
        Values.TryDays);

    public static Setting<long?> RetentionBytes { get; } = new(
        "RETENTION_BYTES", "off", "a size from 64MiB such as 500MiB, 20GB or 1TiB, or off",
        "When the store's files are larger than this, the oldest records are removed.",
        (string text, out long? value) => Values.TrySizeOrOff(text, 64L * 1024 * 1024, out value));

    public static Setting<long?> MinFreeDisk { get; } = new(
        "MIN_FREE_DISK", "1GiB", "a size such as 500MiB or 1GiB, or off",
        "When the disk has less room than this, the oldest records are removed, and health says so.",
        (string text, out long? value) => Values.TrySizeOrOff(text, 0, out value));

    public static Setting<IReadOnlyList<string>> CorsOrigins { get; } = new(
        "CORS_ORIGINS", "*", "* or origins such as https://logs.example.org, separated by commas",
        "Web pages that may use the API from a browser. When narrowed, posts and WebSockets from other pages are refused too.",
        Origins.TryParse);

    public static Setting<LogFormat> LogFormat { get; } = new(
        "LOG_FORMAT", "auto", "auto, text or json",
        "How the service writes its own log to standard output; auto is text on a terminal, else JSON.",
        Values.TryLogFormat);

    public static Setting<LogLevel> LogLevel { get; } = new(
        "LOG_LEVEL", "info", "debug, info, warning or error",
        "The least serious lines of the service's own log that are written.",
        Values.TryLogLevel);

    public static IReadOnlyList<Setting> All { get; } =
    [
        Port, LogDirectory, MaxLogsMemory, CollectionInterval, DockerHost, DockerCertPath, DockerTlsVerify, CollectInclude, CollectExclude,
        CollectTail, RetentionDays, RetentionBytes, MinFreeDisk, CorsOrigins, LogFormat, LogLevel,
    ];
}

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>Values and names that storages treat in special ways.</summary>
internal static class HostileValues
{
    public static readonly string[] Texts =
    [
        "",
        " ",
        "plain",
        "O'Brien \"quoted\"; drop table contacts; --",
        "Zoë 日本 😀",
        "a\0b",
        "\0",
        "half \ud83d pair",
        "\udc00 reversed \ud800",
        "\u0001\u001f\u007f\u0085\u2028",
        "\ufeff\uffff\ue000",
        "line\r\nbreak\ttab,comma;semicolon",
        "\\N",
        "\\u0000 is text",
        "12.50",
        "null",
        "true",
        "2026-01-01T00:00:00Z",
        "{\"$json\":\"1\"}",
        "=1+1",
    ];

    public static readonly string[] Jsons =
    [
        "null",
        "\"text\"",
        "12.50",
        "007",
        "[1, 2.50, {\"a\": null}]",
        "{\"b\": 1, \"a\": {\"c\": \"é\"}}",
        "{\"nul\": \"a\\u0000b\"}",
        "{\"half\": \"\\ud800\"}",
        "{\"raw half\": \"\ud800\"}",
        "{\"pair\": \"\\ud83d\\ude00\"}",
        "{\"\\u0000\": 1}",
        "{\"backslash\": \"\\\\u0000\"}",
        "1e400000",
        "-1e-400000",
        "{\"$json\": \"1\"}",
        "{\"not\": \"closed\"",
        "not json",
        "",
        new string('[', 3_000) + new string(']', 3_000),
        new string('9', 200),
    ];

    public static readonly decimal[] Decimals =
    [
        0m,
        100.00m,
        -0.01m,
        decimal.MaxValue,
        decimal.MinValue,
        1e27m,
        1e28m,
        0.0000000001m,
        0.00000000015m,
        0.0000000000000000000000000001m,
        1234567890.1234567890123456m,
    ];

    public static readonly long[] Numbers = [0, 1, -1, long.MaxValue, long.MinValue, 9007199254740993];

    public static readonly DateTimeOffset[] Times =
    [
        DateTimeOffset.UnixEpoch,
        new(2026, 11, 27, 18, 19, 10, 123, TimeSpan.Zero),
        new(2026, 11, 27, 18, 19, 10, 123, TimeSpan.FromHours(5.5)),
        DateTimeOffset.MinValue,
        DateTimeOffset.MaxValue,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1),
        new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero),
        new(1, 1, 1, 0, 0, 1, TimeSpan.Zero),
        new(1582, 10, 10, 0, 0, 0, TimeSpan.Zero),
    ];

    public static readonly string[] Names =
    [
        "name",
        "Name",
        "NAME",
        "_parent",
        "_PARENT",
        "_workspace",
        "_extra",
        "_digest",
        "_synced_at",
        "_deleted_at",
        "id",
        "ID",
        "id_2",
        "name_2",
        "rowid",
        "oid",
        "ctid",
        "xmin",
        "select",
        "order",
        "a b",
        "a\"b",
        "a'b",
        "a\"); drop table _sync_state; --",
        "a.b",
        "a\0b",
        "a\u0001b",
        "half \ud800",
        "half \ud801",
        "",
        " ",
        "$json",
        "$1",
        "日本",
        "Ä",
        "ä",
        "line\nbreak",
        new string('x', 63),
        new string('x', 64),
        new string('x', 65),
        new string('X', 64),
        new string('é', 40),
        new string('é', 41),
        new string('y', 1_000),
    ];

    /// <summary>Returns the values of a type.</summary>
    public static IReadOnlyList<object> Of(SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => [.. Numbers.Select(static value => (object)value)],
            SyncColumnType.DecimalNumber => [.. Decimals.Select(static value => (object)value)],
            SyncColumnType.Boolean => [true, false],
            SyncColumnType.Timestamp => [.. Times.Select(static value => (object)value)],
            SyncColumnType.Json => Jsons,
            _ => Texts,
        };
}

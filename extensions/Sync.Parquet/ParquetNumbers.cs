namespace ClickFunnels.Sync.Parquet;

/// <summary>The range of the numbers and times that a column can represent.</summary>
internal static class ParquetNumbers
{
    /// <summary>Digits of decimal numbers. A .NET decimal can represent all of them.</summary>
    public const int Precision = 28;

    /// <summary>Digits after the point.</summary>
    public const int Scale = 10;

    private const decimal Limit = 1_000_000_000_000_000_000m;

    public static bool CanStore(decimal value) => value is > -Limit and < Limit && decimal.Round(value, Scale) == value;

    /// <summary>Returns true for a time in whole microseconds.</summary>
    public static bool CanStore(DateTimeOffset value) => value.UtcTicks % TimeSpan.TicksPerMicrosecond == 0;
}

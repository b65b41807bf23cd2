namespace ClickFunnels.Emulator;

/// <summary>
/// Limits of the emulator's database-heavy reads: results of filters, and lists with saved filters. They can be changed while it runs.
/// </summary>
public sealed class FilteredReadSettings
{
    private int? _maxConcurrent;
    private int? _recordsInTime;
    private int _countLimit = 100_000;
    private int _retryAfterSeconds = 2;

    /// <summary>
    /// Number of these reads that may be in progress at the same time for a token and a workspace; further ones return 429. The service is
    /// said to accept 2. Null, the default, for any number.
    /// </summary>
    public int? MaxConcurrent
    {
        get => _maxConcurrent;
        set => _maxConcurrent = AtLeastOne(value);
    }

    /// <summary>Seconds after which a refused read may be repeated, in the header <c>Retry-After</c> and in the body, 0 to 3600.</summary>
    public int RetryAfterSeconds
    {
        get => _retryAfterSeconds;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 3600);
            _retryAfterSeconds = value;
        }
    }

    /// <summary>
    /// Number of records that a request looks at before its time is over: results then stop with <c>time_budget</c>. Null, the default, for
    /// any number.
    /// </summary>
    public int? RecordsInTime
    {
        get => _recordsInTime;
        set => _recordsInTime = AtLeastOne(value);
    }

    /// <summary>Number of records at which the counting of results stops; 100,000 by default.</summary>
    public int CountLimit
    {
        get => _countLimit;
        set => _countLimit = AtLeastOne(value)!.Value;
    }

    /// <summary>True if counting takes too long: results then have a reason instead of a count.</summary>
    public bool CountsTooSlowly { get; set; }

    /// <summary>Returns settings with the same values.</summary>
    internal FilteredReadSettings Copy() => (FilteredReadSettings)MemberwiseClone();

    /// <summary>Takes the values of other settings.</summary>
    internal void Take(FilteredReadSettings other)
    {
        (_maxConcurrent, _recordsInTime, _countLimit) = (other._maxConcurrent, other._recordsInTime, other._countLimit);
        (_retryAfterSeconds, CountsTooSlowly) = (other._retryAfterSeconds, other.CountsTooSlowly);
    }

    private static int? AtLeastOne(int? value)
    {
        if (value is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        }

        return value;
    }
}

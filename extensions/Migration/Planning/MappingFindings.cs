namespace ClickFunnels.Migration;

/// <summary>Collects what cannot be carried, and what the source does not tell.</summary>
internal sealed class MappingFindings
{
    private const int MaxExamples = 5;
    private readonly List<RejectedRecord> _rejected = [];
    private readonly List<FieldLoss> _losses = [];
    private readonly Dictionary<string, MigrationQuestion> _questions = [];
    private readonly HashSet<(string Rule, string Key)> _asked = [];

    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    public IReadOnlyList<FieldLoss> Losses => _losses;

    public IReadOnlyList<MigrationQuestion> Questions => [.. _questions.Values.OrderBy(question => question.Rule, StringComparer.Ordinal)];

    public void Reject(RejectedRecord record) => _rejected.Add(record);

    public void Reject(ShopRecordKind kind, string key, string? field, string reason) =>
        Reject(new RejectedRecord(kind, key, field, reason));

    public void Lose(ShopRecordKind kind, string key, string field, string reason) => _losses.Add(new FieldLoss(kind, key, field, reason));

    public void Ask(string rule, string text, string key, params string[] choices)
    {
        // A product with several prices counts once.
        if (!_asked.Add((rule, key)))
        {
            return;
        }

        var known = _questions.GetValueOrDefault(rule) ?? new MigrationQuestion(rule, text, choices, 0, []);
        _questions[rule] = known with
        {
            Count = known.Count + 1,
            Examples = known.Examples.Count < MaxExamples ? [.. known.Examples, key] : known.Examples,
        };
    }
}

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>Default descriptions for new parts of the contract.</summary>
internal static class DefaultDescriptions
{
    public const string Page = "One page of at most 20 records.";
    private const string Separated = ", separated by commas";
    public const string AllRecords = "All records; the list has no pages.";

    /// <summary>Summary of an operation: <c>List contacts</c>.</summary>
    public static string Summary(string method, string tag)
    {
        var one = EnglishText.WithArticle(EnglishText.Spaced(ContractVocabulary.Record(tag)));
        return method switch
        {
            "List" => $"List {EnglishText.Spaced(tag)}",
            "Patch" => $"Update {one} with PATCH",
            "Get" or "Create" or "Update" or "Delete" or "Upsert" => $"{method} {one}",
            _ => Join(method, one),
        };
    }

    /// <summary>Description of an operation: <c>Lists contacts.</c></summary>
    public static string Description(string method, string tag)
    {
        var one = EnglishText.Spaced(ContractVocabulary.Record(tag));
        return method switch
        {
            "List" => $"Lists {EnglishText.Spaced(tag)}.",
            "Get" => $"Gets one {one}.",
            "Create" => $"Creates {EnglishText.WithArticle(one)}.",
            "Update" or "Patch" => $"Updates {EnglishText.WithArticle(one)}. Fields that are not set keep their values.",
            "Delete" => $"Deletes {EnglishText.WithArticle(one)}.",
            _ => Summary(method, tag) + ".",
        };
    }

    /// <summary>Description of a response.</summary>
    public static string Success(string status, bool hasBody, bool list) =>
        (status, hasBody, list) switch
        {
            (_, false, _) => "The operation succeeded. The response has no body.",
            (_, _, true) => "One page, at most 20 records; empty when there are none.",
            ("201", _, _) => "The new record.",
            ("202", _, _) => "The request was accepted. The operation is completed later.",
            _ => "The record.",
        };

    public static string Schema(string name, string? usage)
    {
        var words = EnglishText.Spaced(name);
        return usage switch
        {
            // A name may be nothing but the suffix.
            _ when words.Length <= 7 => EnglishText.Sentence(EnglishText.WithArticle(words)),
            "request" when name.EndsWith("Create", StringComparison.Ordinal) => $"A new {words[..^7]}.",
            "request" when name.EndsWith("Update", StringComparison.Ordinal) =>
                $"Changes to {EnglishText.WithArticle(words[..^7])}. Fields that are not set keep their values.",
            "filter" => $"A filter for a list of {EnglishText.Plural(words[..^7])}. A record must match every attribute that is set. "
                + "Several values of an attribute are alternatives, separated by commas on the wire.",
            _ => EnglishText.Sentence(EnglishText.WithArticle(words)),
        };
    }

    public static string Envelope(string name, string key) =>
        $"The request body: {EnglishText.WithArticle($"`{name}`")} in the envelope `{key}`.";

    public static string Parameter(string name, string place) =>
        name switch
        {
            "id" => "Numeric id or public id of the record.",
            "filter" => "Narrows the list; an attribute that is not listed here is refused with 400.",
            "expand[]" => "Parts to include that are left out otherwise.",
            "sort_property" => "Property that the list is sorted by.",
            _ when place == "path" && name.EndsWith("_id", StringComparison.Ordinal) => $"Id of the {EnglishText.Spaced(name[..^3])}.",
            _ => EnglishText.Sentence(EnglishText.Spaced(name)),
        };

    /// <summary>Description of a text that joins values: the template of filters removes the addition again.</summary>
    public static string Joined(string description) =>
        description.Contains(Separated, StringComparison.Ordinal) ? description : description.TrimEnd('.') + Separated + ".";

    private static string Join(string method, string one)
    {
        var words = EnglishText.Spaced(method);
        return char.ToUpperInvariant(words[0])
            + words[1..]
            + (words.StartsWith("get ", StringComparison.Ordinal) || words.StartsWith("remove ", StringComparison.Ordinal) ? " of " : ": ")
            + one;
    }
}

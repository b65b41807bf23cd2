using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration;

public sealed partial record MigrationRules
{
    private const int MaxYamlLength = 64 * 1024;
    private const string DefaultName = "rules";

    /// <summary>Reads rules from YAML, with the names of docs/migration-rules.md. Rules that are left out keep their defaults.</summary>
    /// <param name="yaml">The text. An empty one yields the defaults.</param>
    /// <param name="name">Name of the text for messages, such as that of its file.</param>
    /// <exception cref="MigrationInputException">The text is not YAML, or a rule has a name or a value that is not possible.</exception>
    public static MigrationRules FromYaml(string yaml, string name = DefaultName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (yaml.Length > MaxYamlLength)
        {
            throw new MigrationInputException($"The text is longer than {MaxYamlLength} characters.", name);
        }

        var (json, positions) = YamlJson.Read(yaml, name);
        var rules = RecordReader.Read<MigrationRules>(json, out var problem);
        if (rules is not null)
        {
            return rules;
        }

        var (line, column) = positions.Find(problem!.Field);
        throw new MigrationInputException((problem.Field is null ? "" : $"Rule {problem.Field}: ") + problem.Reason, name, line, column);
    }

    /// <summary>Writes all rules as YAML, also those that have their default.</summary>
    public string ToYaml()
    {
        using var json = JsonDocument.Parse(
            JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.TypeOf<MigrationRules>(RecordJson.Complete))
        );
        return YamlJson.Write(json.RootElement);
    }
}

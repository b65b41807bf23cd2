using System.Globalization;
using ClickFunnels.Cli.Catalog;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Builds the query from the options of an operation.</summary>
internal sealed class QueryReader(OperationContext context, bool isChecked)
{
    private readonly List<KeyValuePair<string, string>> _query = [];
    private readonly FieldLookup _lookup = new(context, isChecked);

    public IReadOnlyList<KeyValuePair<string, string>> Query => _query;

    /// <summary>Adds the values of an option.</summary>
    public void Add(CatalogField parameter, string option, IReadOnlyList<string> values)
    {
        if (parameter.Kinds.Contains(FieldKind.Object))
        {
            AddAttributes(parameter, option, values);
        }
        else if (parameter.Kinds.Contains(FieldKind.Array))
        {
            // Values of an enumeration have no commas.
            var items = parameter.Items?.Values.Count > 0 ? values.SelectMany(value => value.Split(',')) : values;
            foreach (var value in items)
            {
                Add(parameter.Name, Text(ValueReader.Read(value, parameter.Items, option, isChecked)));
            }
        }
        else if (values.Count > 0)
        {
            Add(parameter.Name, Text(ValueReader.Read(values[^1], parameter, option, isChecked)));
        }
    }

    // filter[email_address]=a@b.c, as deepObject writes an object.
    private void AddAttributes(CatalogField parameter, string option, IReadOnlyList<string> values)
    {
        var several = new OrderedDictionary<string, string>();
        foreach (var argument in values)
        {
            var assignment = Assignment.Parse(argument, option);
            CatalogField? field = parameter;
            var name = parameter.Name;
            var path = "";
            foreach (var step in assignment.Path)
            {
                // An attribute with several values is one text, however the values are written: id=1,2 or id[]=1 and id[]=2.
                if (step.IsInList && field is { Joined: true })
                {
                    continue;
                }

                path += step.IsInList ? "[]" : (path.Length > 0 ? "." : "") + step.Name;
                field = _lookup.Next(field, step, path);
                name += $"[{step.Name}]";
            }

            if (field is { Joined: true })
            {
                var texts = assignment.Value.Split(',').Select(value => Text(ValueReader.Read(value, field.Items, path, isChecked)));
                several[name] = (several.TryGetValue(name, out var before) ? before + "," : "") + string.Join(',', texts);
            }
            else if (field is { Items: not null })
            {
                Add(name + "[]", Text(ValueReader.Read(assignment.Value, field.Items, path, isChecked)));
            }
            else
            {
                several[name] = Text(ValueReader.Read(assignment.Value, field, path, isChecked));
            }
        }

        _query.AddRange(several);
    }

    private void Add(string name, string value) => _query.Add(new(name, value));

    private static string Text(JToken value) =>
        value switch
        {
            JRaw raw => raw.ToString(CultureInfo.InvariantCulture),
            { Type: JTokenType.Null } => "null",
            { Type: JTokenType.Boolean } => (bool)value ? "true" : "false",
            _ => value.ToString(),
        };
}

